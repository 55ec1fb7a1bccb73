"""Film: encodes frames as an MP4 that Telegram plays as an animation: H.264, yuv420p, silent, index first."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

from messages.figures.painting.picture import FPS

OPTIONS = {"preset": "slow", "tune": "animation", "profile": "high"}


def write(frames: Iterable[Image.Image], file: Path, quality: int) -> None:
    """Encode frame by frame, one in memory at a time; `quality` is x264's CRF, less is better."""
    with av.open(str(file), "w", format="mp4", options={"movflags": "+faststart"}) as film:
        stream = None
        for image in frames:
            if stream is None:
                stream = film.add_stream(
                    "libx264", rate=Fraction(FPS), options={"crf": str(quality), **OPTIONS}
                )
                stream.width, stream.height, stream.pix_fmt = image.width, image.height, "yuv420p"
                stream.codec_context.thread_count = 1  # with one thread, the output is reproducible
            for packet in stream.encode(av.VideoFrame.from_image(image)):
                film.mux(packet)
        if stream is not None:
            for packet in stream.encode():
                film.mux(packet)
