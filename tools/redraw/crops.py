"""Cuts two parts of 256x256 out of each photograph, shrunk where it is large, for redraw.mjs.

   python3 crops.py PHOTOS OUT        (needs ffmpeg and ffprobe on the PATH)
"""
import os
import random
import subprocess
import sys

photos, out = sys.argv[1:3]
random.seed(3)
for name in sorted(os.listdir(photos)):
    path = os.path.join(photos, name)
    probe = ["ffprobe", "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", path]
    w, h = map(int, subprocess.check_output(probe).decode().split("\n")[0].split(",")[:2])
    for k in range(2):
        scale = min(1, max(257 / min(w, h), random.uniform(0.12, 0.5)))
        side = int(256 / scale)
        x = random.randint(0, w - side)
        y = random.randint(0, h - side)
        crop = f"crop={side}:{side}:{x}:{y},scale=256:256:flags=area"
        to = os.path.join(out, f"{name}#{k}.png")
        subprocess.check_call(
            ["ffmpeg", "-v", "error", "-y", "-i", path, "-frames:v", "1", "-vf", crop, to]
        )
