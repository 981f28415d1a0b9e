"""Writes models that Keras 2 has trained, with the losses of the next steps: python scripts/golden_old_optimizers.py FOLDER

Needs tf_keras. The tests' own are in test/golden/old-optimizers.
"""

import json
import os
import sys

import numpy as np
import tf_keras as keras

now, before = keras.optimizers, keras.optimizers.legacy
OPTIMIZERS = {
    "adam.h5": lambda: now.Adam(0.01),
    "adam.keras": lambda: now.Adam(0.01),
    "amsgrad.h5": lambda: now.Adam(0.01, amsgrad=True),
    "rmsprop.h5": lambda: now.RMSprop(0.01, momentum=0.5, centered=True),
    "adagrad.h5": lambda: now.Adagrad(0.1),
    "adadelta.h5": lambda: now.Adadelta(0.1),
    "adamax.h5": lambda: now.Adamax(0.01),
    "ftrl.h5": lambda: now.Ftrl(0.1),
    "sgd.keras": lambda: now.SGD(0.1),
    "legacy-adam.h5": lambda: before.Adam(0.01),
    "legacy-sgd.h5": lambda: before.SGD(0.1, momentum=0.9),
    "legacy-rmsprop.h5": lambda: before.RMSprop(0.01, momentum=0.5, centered=True),
    "legacy-adadelta.h5": lambda: before.Adadelta(0.1),
    "legacy-adamax.h5": lambda: before.Adamax(0.01),
}

losses = {}
x = np.sin(0.37 * np.arange(24)).reshape(6, 4).astype("float32")
y = np.cos(np.arange(12)).reshape(6, 2).astype("float32")
for name, optimizer in OPTIMIZERS.items():
    keras.backend.clear_session()
    keras.utils.set_random_seed(3)
    inputs = keras.Input((4,))
    hidden = keras.layers.Dense(3, activation="tanh", name="one")(inputs)
    model = keras.Model(inputs, keras.layers.Dense(2, name="two")(hidden))
    model.compile(optimizer=optimizer(), loss="mse")
    for _ in range(2):
        model.train_on_batch(x, y)
    model.save(os.path.join(sys.argv[1], name))
    losses[name] = [float(model.train_on_batch(x, y)) for _ in range(3)]
with open(os.path.join(sys.argv[1], "expected.json"), "w") as file:
    json.dump(losses, file, indent=1)
