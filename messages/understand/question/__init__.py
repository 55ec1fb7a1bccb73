"""What do they want to know? A question, and the tip that answers it."""

import os

# One sentence makes small matrices: a second thread costs more than it saves. Read when numpy loads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
