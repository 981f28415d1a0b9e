"""Writes files of keras.applications, with what they compute and how a head trains on them: python scripts/applications_for_files.py FOLDER

test/io/with-keras/read.ts compares. MODELS=MobileNetV2,VGG16 chooses some.
"""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
os.environ.setdefault("JAX_PLATFORMS", "cpu")
import keras  # noqa: E402
import numpy as np  # noqa: E402

# The smallest size of images that each model accepts, or nearly.
SIZES = {
    "MobileNetV2": 32,
    "ResNet50": 32,
    "EfficientNetB0": 32,
    "DenseNet121": 32,
    "InceptionV3": 75,
    "Xception": 71,
    "VGG16": 32,
    "ConvNeXtTiny": 32,
    "NASNetMobile": 32,
}

# Where features are as large as those of an untrained NASNet, a larger rate ends in probabilities of 0, of which Keras' own
# backends have different losses: TensorFlow computes them from logits, JAX not.
RATES = {"NASNetMobile": 1e-5}


def numbers(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "dtype": str(array.dtype), "values": array.ravel().tolist()}


def write(name, folder):
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    base = getattr(keras.applications, name)(weights=None, include_top=False, input_shape=(SIZES[name], SIZES[name], 3))
    base.trainable = False
    outputs = keras.layers.Dense(3, activation="softmax")(keras.layers.GlobalAveragePooling2D()(base.output))
    model = keras.Model(base.input, outputs)
    model.compile(optimizer=keras.optimizers.SGD(RATES.get(name, 0.01)), loss="categorical_crossentropy")
    model.save(os.path.join(folder, f"{name}.keras"))
    random = np.random.default_rng(2)
    x = random.uniform(0, 1, (2, SIZES[name], SIZES[name], 3)).astype("float32")
    y = np.eye(3, dtype="float32")[[0, 2]]
    found = model(x, training=False)
    losses = []
    for _ in range(3):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(x, y, return_dict=True)["loss"]))
    return {"id": name, "inputs": [numbers(x)], "outputs": [numbers(found)], "targets": [numbers(y)], "losses": losses}


if __name__ == "__main__":
    chosen = os.environ.get("MODELS", ",".join(SIZES)).split(",")
    os.makedirs(sys.argv[1], exist_ok=True)
    cases = []
    for name in chosen:
        cases.append(write(name, sys.argv[1]))
        print(name, cases[-1]["losses"], flush=True)
        with open(os.path.join(sys.argv[1], "cases.json"), "w") as file:
            json.dump(cases, file)
