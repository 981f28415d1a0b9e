"""Training by a loop of one's own, as in Keras' guide, with a tape of gradients, computed by Keras 3.15 on TensorFlow.

    python scripts/golden_own_loop.py test/golden/golden_own_loop.json
"""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

STEPS = 5


def number(value):
    return float(f"{float(value):.8g}")


def sines(shape, phase):
    """Numbers that are the same everywhere."""
    return np.sin(3.0 * np.arange(np.prod(shape)) + phase).reshape(shape).astype("float32")


def build():
    inputs = keras.Input((4,))
    hidden = keras.layers.Dense(
        5, activation="tanh", kernel_regularizer=keras.regularizers.L2(0.05), kernel_constraint=keras.constraints.MaxNorm(0.9)
    )(inputs)
    hidden = keras.layers.BatchNormalization(momentum=0.7)(hidden)
    hidden = keras.layers.ActivityRegularization(l1=0.01)(hidden)
    model = keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(hidden))
    model.set_weights([np.abs(sines(weight.shape, place)) / 2 for place, weight in enumerate(model.weights)])
    return model


def optimizers():
    decay = keras.optimizers.schedules.ExponentialDecay(0.1, 2, 0.5)
    return {
        "sgd": keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
        "adam": keras.optimizers.Adam(0.05, global_clipnorm=0.3),
        "adamw": keras.optimizers.AdamW(decay),
        "rmsprop": keras.optimizers.RMSprop(0.05, gradient_accumulation_steps=2),
        "lion": keras.optimizers.Lion(0.01, use_ema=True, ema_momentum=0.5, loss_scale_factor=8.0),
    }


def train(optimizer):
    model = build()
    loss_function = keras.losses.SparseCategoricalCrossentropy()
    accuracy = keras.metrics.SparseCategoricalAccuracy()
    mean = keras.metrics.Mean()
    values, penalties = [], []
    for step in range(STEPS):
        x = sines((6, 4), step)
        y = (np.arange(6) * (step + 1) % 3).astype("float32")
        weights = 0.5 + np.arange(6, dtype="float32") % 3
        with tf.GradientTape() as tape:
            predictions = model(x, training=True)
            loss = loss_function(y, predictions, sample_weight=weights) + sum(model.losses)
            penalties.append([number(penalty) for penalty in model.losses])
            scaled = optimizer.scale_loss(loss)
        optimizer.apply(tape.gradient(scaled, model.trainable_weights), model.trainable_weights)
        accuracy.update_state(y, predictions, sample_weight=weights)
        mean.update_state(loss, sample_weight=6)
        values.append(number(loss))
    optimizer.finalize_variable_values(model.trainable_weights)
    return {
        "iterations": int(optimizer.iterations),
        "losses": values,
        "penalties": penalties,
        "meanLoss": number(mean.result()),
        "accuracy": number(accuracy.result()),
        "weights": [[number(value) for value in weight.ravel()] for weight in model.get_weights()],
    }


with open(sys.argv[1], "w") as file:
    json.dump({name: train(optimizer) for name, optimizer in optimizers().items()}, file)
    file.write("\n")
