"""Reads a folder that the callback TensorBoard has written with TensorBoard's own reader, and prints what is there.

    python scripts/check_event_files.py logs
"""

import sys
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util

for folder in sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir()):
    events = EventAccumulator(str(folder)).Reload()
    for tag in events.Tags()["tensors"]:
        plugin = events.SummaryMetadata(tag).plugin_data.plugin_name
        for event in events.Tensors(tag):
            values = tensor_util.make_ndarray(event.tensor_proto)
            print(folder.name, tag, plugin, event.step, values.shape, values.dtype, values.ravel()[:6])
