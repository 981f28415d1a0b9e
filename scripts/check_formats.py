"""Reads files that this library has written with the libraries that the formats come from, and prints what is there.

    python scripts/check_formats.py model.weights.h5 arrays.npz array.npy model.safetensors model.keras
"""

import sys
import zipfile

import h5py
import numpy as np
from safetensors import safe_open


def show(name, array, attributes=None):
    print(name, array.shape, array.dtype, np.ravel(array)[:6], attributes or "")


for path in sys.argv[1:]:
    print("---", path)
    if path.endswith(".h5"):
        with h5py.File(path) as file:
            print("/", dict(file.attrs))
            file.visititems(
                lambda name, item: show(name, item[()], dict(item.attrs))
                if isinstance(item, h5py.Dataset)
                else print(name, dict(item.attrs))
            )
    elif path.endswith(".npz"):
        for name, array in np.load(path).items():
            show(name, array)
    elif path.endswith(".npy"):
        show("array", np.load(path))
    elif path.endswith(".safetensors"):
        with safe_open(path, "np") as file:
            print(file.metadata())
            for name in file.keys():
                show(name, file.get_tensor(name))
    else:
        with zipfile.ZipFile(path) as archive:
            print(archive.testzip(), [(info.filename, info.file_size) for info in archive.infolist()])
