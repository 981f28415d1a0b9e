"""Keras on the backend that is named in the command line. Answers requests that come on stdin, a line of JSON each."""

import json
import os
import resource
import sys
import time

os.environ["KERAS_BACKEND"] = sys.argv[1]
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import Input, Model, layers

START = {"inputs": 1000, "targets": 2000, "weights": 3000}


def random(seed, count):
    """Mulberry32, as in workloads.ts."""
    place = np.arange(1, count + 1, dtype=np.uint32)
    bits = np.uint32(seed) + place * np.uint32(0x6D2B79F5)
    bits = (bits ^ (bits >> np.uint32(15))) * (bits | np.uint32(1))
    bits ^= bits + (bits ^ (bits >> np.uint32(7))) * (bits | np.uint32(61))
    return bits ^ (bits >> np.uint32(14))


def uniform(seed, count):
    return (random(seed, count) / 2**31 - 1).astype("float32")


def data_of(spec, samples, seed):
    shape = (samples, *spec["shape"])
    count = int(np.prod(shape))
    if spec["kind"] == "float":
        return uniform(seed, count).reshape(shape)
    below = spec["below"]
    if spec["kind"] == "integer":
        return (random(seed, count) % below).astype("int32").reshape(shape)
    return np.eye(below, dtype="float32")[random(seed, samples) % below]


def weight_of(shape, index):
    inputs = int(np.prod(shape[:-1]))
    limit = 0.05 if len(shape) < 2 else np.sqrt(6 / (inputs + shape[-1]))
    return (uniform(START["weights"] + index, int(np.prod(shape))).astype("float64") * limit).astype("float32").reshape(shape)


def dense(units):
    return layers.Dense(units, activation="relu")


def pipe(x, *parts):
    for part in parts:
        x = part(x)
    return x


def mlp():
    i = Input((784,))
    return Model(i, pipe(i, dense(64), dense(64), layers.Dense(10, activation="softmax")))


def td_mlp():
    i = Input((20, 784))
    return Model(i, layers.TimeDistributed(mlp())(i))


def headline():
    words = Input((100,), dtype="int32")
    encoded = pipe(words, layers.Embedding(10000, 512), layers.LSTM(32))
    auxiliary_output = layers.Dense(1, activation="sigmoid")(encoded)
    auxiliary = Input((5,))
    deep = pipe(layers.concatenate([encoded, auxiliary]), dense(64), dense(64), dense(64))
    return Model([words, auxiliary], [layers.Dense(1, activation="sigmoid")(deep), auxiliary_output])


def tweets():
    a, b = Input((140, 256)), Input((140, 256))
    lstm = layers.LSTM(64)
    return Model([a, b], layers.Dense(1, activation="sigmoid")(layers.concatenate([lstm(a), lstm(b)])))


def image(channels, size, first):
    return Input((channels, size, size) if first else (size, size, channels))


def form(first):
    return {"data_format": "channels_first" if first else "channels_last"}


def digits(first=False):
    i = image(1, 27, first)
    x = pipe(i, layers.Conv2D(64, 3, **form(first)), layers.Conv2D(64, 3, **form(first)))
    x = pipe(x, layers.MaxPooling2D(2, **form(first)), layers.Flatten(**form(first)))
    vision = Model(i, x)
    a, b = image(1, 27, first), image(1, 27, first)
    return Model([a, b], layers.Dense(1, activation="sigmoid")(layers.concatenate([vision(a), vision(b)])))


def inception(first=False):
    conv = lambda size: layers.Conv2D(64, size, padding="same", activation="relu", **form(first))
    i = image(3, 256, first)
    pool = layers.MaxPooling2D(3, strides=1, padding="same", **form(first))
    towers = [pipe(i, conv(1), conv(3)), pipe(i, conv(1), conv(5)), pipe(i, pool, conv(1))]
    return Model(i, layers.concatenate(towers, axis=1 if first else -1))


def residual():
    i = image(3, 256, True)
    return Model(i, layers.add([i, layers.Conv2D(3, 3, padding="same", **form(True))(i)]))


def vgg(first=False):
    conv = lambda filters, padding="valid": layers.Conv2D(filters, 3, activation="relu", padding=padding, **form(first))
    pool = lambda: layers.MaxPooling2D(2, **form(first))
    i = image(3, 224, first)
    x = pipe(i, conv(64, "same"), conv(64), pool(), conv(128, "same"), conv(128), pool())
    return Model(i, pipe(x, conv(256, "same"), conv(256), conv(256), pool(), layers.Flatten(**form(first))))


def vqa():
    picture, question = image(3, 224, True), Input((100,), dtype="int32")
    encoded = pipe(question, layers.Embedding(10000, 256), layers.LSTM(256))
    merged = layers.concatenate([encoded, vgg(True)(picture)])
    return Model([picture, question], layers.Dense(1000, activation="softmax")(merged))


def imdb():
    i = Input((200,), dtype="int32")
    x = layers.Bidirectional(layers.LSTM(64, return_sequences=True))(layers.Embedding(20000, 128)(i))
    return Model(i, layers.Dense(1, activation="sigmoid")(layers.Bidirectional(layers.LSTM(64))(x)))


def unet():
    conv = lambda filters: layers.Conv2D(filters, 3, padding="same", activation="relu")
    twice = lambda x, filters: conv(filters)(conv(filters)(x))
    i = Input((64, 64, 3))
    first = twice(i, 16)
    second = twice(layers.MaxPooling2D(2)(first), 32)
    bottom = twice(layers.MaxPooling2D(2)(second), 64)
    up = twice(layers.concatenate([layers.Conv2DTranspose(32, 2, strides=2)(bottom), second]), 32)
    top = twice(layers.concatenate([layers.Conv2DTranspose(16, 2, strides=2)(up), first]), 16)
    return Model(i, layers.Conv2D(1, 1, activation="sigmoid")(top))


def transformer():
    i = Input((64,), dtype="int32")
    embedded = layers.Embedding(5000, 64)(i)
    attended = layers.LayerNormalization()(embedded + layers.MultiHeadAttention(4, 16)(embedded, embedded))
    fed = layers.Dense(64)(dense(128)(attended))
    x = layers.GlobalAveragePooling1D()(layers.LayerNormalization()(attended + fed))
    return Model(i, layers.Dense(2, activation="softmax")(x))


LOSSES = {
    "binaryCrossentropy": "binary_crossentropy",
    "categoricalCrossentropy": "categorical_crossentropy",
    "sparseCategoricalCrossentropy": "sparse_categorical_crossentropy",
}


class Contestant:
    def __init__(self, name, workload, rate):
        self.model = globals()[name]()
        self.model.set_weights([weight_of(w.shape, i) for i, w in enumerate(self.model.get_weights())])
        loss = LOSSES[workload["loss"]]
        weights = workload.get("lossWeights")
        outputs = len(workload["targets"])
        if outputs > 0:
            losses = loss if outputs == 1 else [loss] * outputs
            self.model.compile(optimizer=keras.optimizers.RMSprop(rate), loss=losses, loss_weights=weights)
        self.size = workload["batchSize"]
        self.batch = self.data(workload, self.size)
        self.all = self.data(workload, workload["samples"])

    def data(self, workload, count):
        one = lambda items: items[0] if len(items) == 1 else items
        kinds = ("inputs", "targets")
        return [one([data_of(s, count, START[k] + i) for i, s in enumerate(workload[k])]) for k in kinds]

    def train(self):
        return float(np.asarray(self.model.train_on_batch(*self.batch)).ravel()[0])

    def predict(self):
        self.model.predict_on_batch(self.batch[0])

    def fit(self):
        self.model.fit(*self.all, batch_size=self.size, epochs=1, verbose=0, shuffle=False)


def median_time(call, budget):
    times = []
    end = time.perf_counter() + budget / 1e3
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1e3)
    return float(np.median(times))


current = [None, None]
warm = [None]


def contestant_of(name, workload):
    if current[0] != name:
        keras.backend.clear_session()
        current[:] = [name, Contestant(name, workload, 1e-6)]
    return current[1]


def megabytes():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * resource.getpagesize() / 1e6


def answer(request):
    ask = request["ask"]
    if ask == "build":
        models = [mlp, td_mlp, headline, tweets, lambda: inception(True), residual, lambda: digits(True), vqa]
        return {"median": median_time(lambda: [build() for build in models], 0)}
    name, workload = request["name"], request["workload"]
    if ask == "losses":
        contestant = Contestant(name, workload, 1e-3)
        return {"losses": [contestant.train() for _ in range(5)]}
    contestant = contestant_of(name, workload)
    if ask == "memory":
        for _ in range(100):
            contestant.train()
        before = peak = megabytes()
        for _ in range(1000):
            contestant.train()
            peak = max(peak, megabytes())
        return {"memory": {"before": before, "after": megabytes(), "peak": peak}}
    call = getattr(contestant, ask)
    if warm[0] != (name, ask):
        for _ in range(2 if ask == "fit" else 17):
            call()
        warm[0] = (name, ask)
    return {"median": median_time(call, request["budget"])}


for line in sys.stdin:
    try:
        result = answer(json.loads(line))
    except Exception as error:
        result = {"error": str(error)[:300]}
    print("answer " + json.dumps(result), flush=True)
