"""Writes to standard output what Keras' metrics are where predictions are masked, without weights, with one for each
sample, and with one for each position: `python scripts/golden_masked_metrics.py > test/golden/golden_masked_metrics.json`.

Keras multiplies a mask (batch, steps) only by weights that broadcast to it, so those of samples are a column here."""

import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
from keras import metrics, ops
from keras.src import backend

random = np.random.default_rng(8)
MASK = [[1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 1]]
SAMPLE = [1.0, 0.5, 2.0]
POSITION = random.uniform(0.2, 2, (3, 4)).round(2).tolist()

logits = random.normal(size=(3, 4, 3))
probabilities = (np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)).round(3)
one_hot = np.eye(3)[random.integers(0, 3, (3, 4))]
indices = random.integers(0, 3, (3, 4))
binary = random.uniform(0.05, 0.95, (3, 4, 1)).round(3)
labels = random.integers(0, 2, (3, 4, 1))

CASES = [
    ("CategoricalAccuracy", {}, one_hot, probabilities),
    ("CategoricalCrossentropy", {}, one_hot, probabilities),
    ("SparseCategoricalAccuracy", {}, indices, probabilities),
    ("SparseCategoricalCrossentropy", {}, indices, probabilities),
    ("SparseCategoricalCrossentropy", {"ignore_class": 1}, indices, probabilities),
    ("TopKCategoricalAccuracy", {"k": 2}, one_hot, probabilities),
    ("SparseTopKCategoricalAccuracy", {"k": 2}, indices, probabilities),
    ("BinaryAccuracy", {}, labels, binary),
    ("BinaryCrossentropy", {}, labels, binary),
    ("Accuracy", {}, labels, binary.round()),
    ("MeanSquaredError", {}, labels, binary),
    ("MeanAbsoluteError", {}, one_hot, probabilities),
    ("CosineSimilarity", {}, one_hot, probabilities),
    ("LogCoshError", {}, one_hot, probabilities),
    ("Hinge", {}, labels, binary),
    ("KLDivergence", {}, one_hot, probabilities),
    ("Poisson", {}, labels, binary),
    ("PearsonCorrelation", {}, one_hot, probabilities),
    ("ConcordanceCorrelation", {}, one_hot, probabilities),
    ("RootMeanSquaredError", {}, labels, binary),
    ("Precision", {}, labels, binary),
    ("Recall", {}, labels, binary),
    ("AUC", {"num_thresholds": 5}, labels, binary),
]


def result(name, config, target, prediction, weight):
    metric = getattr(metrics, name)(**config)
    predicted = ops.convert_to_tensor(prediction, "float32")
    backend.set_keras_mask(predicted, ops.convert_to_tensor(MASK, "bool"))
    metric.update_state(ops.convert_to_tensor(target, "float32"), predicted, weight)
    return float(metric.result())


print(
    json.dumps(
        {
            "mask": MASK,
            "sample": SAMPLE,
            "position": POSITION,
            "cases": [
                {
                    "metric": name,
                    "config": config,
                    "target": target.astype("float32").tolist(),
                    "prediction": prediction.tolist(),
                    "results": [
                        result(name, config, target, prediction, weight)
                        for weight in (None, np.array(SAMPLE, "float32")[:, None], np.array(POSITION, "float32"))
                    ],
                }
                for name, config, target, prediction in CASES
            ],
        },
        indent=1,
    )
)
