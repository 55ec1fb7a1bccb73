"""What did they mean? From text to an interpretation; nothing here words a reply."""

import os

# One sentence makes small matrices: a second thread costs more than it saves. Read when numpy loads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
