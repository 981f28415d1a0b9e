"""The JSON configurations that Keras 3.15 itself writes for everything beside layers.

    python scripts/keras_configs.py test/golden/keras_configs.json

Of each class there is one with the default options, and one in which as many as possible are others.
"""

import inspect
import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
from keras import constraints, initializers, losses, metrics, optimizers, regularizers
from keras.optimizers import schedules

# What has no meaning here, or no configuration: loss scales are for float16, and these wrap other optimizers.
LEFT_OUT = ("LossScaleOptimizer", "MultiOptimizer", "OptimizerMap", "MeanMetricWrapper")

# Values for options that have no default, or where the value follows no rule.
VALUES = {
    "alpha": 0.3,
    "average": "macro",
    "axis": {"SparseCategoricalCrossentropy": -1},
    "beta_2_decay": -0.5,
    "boundaries": [2, 5],
    "class_aggregation": "variance_weighted_average",
    "class_id": 1,
    "classes": 4,
    "clipnorm": 0.5,
    "clipvalue": None,
    "curve": "PR",
    "decay_rate": 0.9,
    "decay_steps": 100,
    "distribution": "uniform",
    "dtype": None,
    "ema_overwrite_frequency": 7,
    "exclude_layers": ["last", "^first/"],
    "first_decay_steps": 50,
    "global_clipnorm": None,
    "gradient_accumulation_steps": 3,
    "ignore_class": 0,
    "initial_learning_rate": 0.1,
    "input_axes": None,
    "label_smoothing": 0.1,
    "label_weights": [0.25, 0.75],
    "learning_rate": 0.25,
    "learning_rate_power": -0.25,
    "loss_scale_factor": 128.0,
    "mode": {"OrthogonalRegularizer": "columns", "VarianceScaling": "fan_avg"},
    "muon_b": -4.0,
    "num_classes": 4,
    "num_labels": 2,
    "num_thresholds": 11,
    "output_axes": None,
    "precision": 0.5,
    "recall": 0.5,
    "reduction": "mean_with_sample_weight",
    "scaling": "spectrum",
    "seed": 7,
    "sensitivity": 0.5,
    "side": "imag",
    "specificity": 0.5,
    "summation_method": "minoring",
    "target_class_ids": [0, 1],
    "threshold": 0.25,
    "thresholds": [0.25, 0.75],
    "top_k": 2,
    "values": [0.1, 0.05, 0.01],
    "warmup_target": 0.2,
    "weight_decay": 0.01,
    "window": "hamming",
}


def other(name, parameter, class_name):
    if parameter == "name":
        return "own_name"
    if parameter in VALUES:
        value = VALUES[parameter]
        return value.get(class_name, 1) if isinstance(value, dict) else value
    default = name.default
    if isinstance(default, bool):
        return not default
    if isinstance(default, (int, float)):
        return default / 2 if default else 0.125
    raise ValueError(f"{class_name}: {parameter} has no other value")


def integral(class_name, options):
    """Options that count something."""
    for name in ("numThresholds", "k", "ns_steps", "num_regressors", "warmup_steps"):
        if name in options:
            options[name] = 3
    return options


def parameters(made):
    given = inspect.signature(made.__init__).parameters.values()
    return [one for one in given if one.name != "self" and one.kind is one.POSITIONAL_OR_KEYWORD]


def instances(made):
    name = made.__name__
    required = {one.name: other(one, one.name, name) for one in parameters(made) if one.default is one.empty}
    yield True, made(**required)
    others = {one.name: other(one, one.name, name) for one in parameters(made)}
    if others:
        yield False, made(**integral(name, others))


def classes(module, base):
    found = {value for value in vars(module).values() if inspect.isclass(value) and issubclass(value, base)}
    return sorted(found - {base}, key=lambda made: made.__name__)


KINDS = {
    "loss": (losses, losses.Loss),
    "metric": (metrics, metrics.Metric),
    "optimizer": (optimizers, optimizers.Optimizer),
    "schedule": (schedules, schedules.LearningRateSchedule),
    "initializer": (initializers, initializers.Initializer),
    "regularizer": (regularizers, regularizers.Regularizer),
    "constraint": (constraints, constraints.Constraint),
}


def main(path):
    written = []
    for kind, (module, base) in KINDS.items():
        for made in classes(module, base):
            if made.__name__ not in LEFT_OUT:
                for is_default, one in instances(made):
                    config = keras.saving.serialize_keras_object(one)
                    written.append({"kind": kind, "is_default": is_default, "config": config})
    rate = schedules.ExponentialDecay(0.1, 100, 0.9)
    scheduled = keras.saving.serialize_keras_object(optimizers.Adam(rate))
    written.append({"kind": "optimizer", "is_default": False, "config": scheduled})
    with open(path, "w") as file:
        json.dump({"keras": keras.__version__, "configs": written}, file, indent=1)


main(sys.argv[1])
