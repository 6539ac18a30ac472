#!/usr/bin/python3
"""Seconds an epoch of a network in PyTorch, as a yardstick for the train stage.

The same network, images, batch and threads as the pipeline in pipelines/: Fashion-MNIST, 48,000 images,
Adam 0.001; for CM1 and CNN2 (experiment E5) with five merged labels, for E4's CNN with five of any. Wants Debian's python3-torch. Prints one
line of JSON.

usage: train_torch.py FOLDER_OF_FASHION_MNIST [--network NAME] [--epochs 3] [--threads 2]
"""

import argparse
import gzip
import json
import pathlib
import time

import numpy
import torch
from torch import nn

MERGED = numpy.array([0, 4, 2, 4, 2, 1, 0, 3, 3, 4])
ROWS = 48_000


def read(folder):
    with gzip.open(folder / "train-images-idx3-ubyte.gz") as file:
        images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(-1, 1, 28, 28)
    with gzip.open(folder / "train-labels-idx1-ubyte.gz") as file:
        labels = numpy.frombuffer(file.read(), numpy.uint8, offset=8)
    return torch.from_numpy(images[:ROWS].copy()), labels[:ROWS]


class OverRows(nn.Module):
    """A recurrent layer over the rows of an image, and a dense one behind its last step."""

    def __init__(self, recurrent):
        super().__init__()
        self.recurrent = recurrent
        self.dense = nn.Linear(recurrent.hidden_size, 10)

    def forward(self, images):
        return self.dense(self.recurrent(images[:, 0])[0][:, -1])


def cm1():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3), nn.ReLU(), nn.Flatten(),
        nn.Linear(32 * 12 * 12, 256), nn.ReLU(), nn.Linear(256, 5))


def fashion_mnist():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(32 * 6 * 6, 128), nn.ReLU(), nn.Linear(128, 32), nn.Tanh(), nn.Linear(32, 10))


def cnn2():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.3),
        nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.3), nn.Flatten(),
        nn.Linear(32 * 6 * 6, 256), nn.ReLU(), nn.Dropout(0.5), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 5))


def e1_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 4, padding="same"), nn.Tanh(), nn.BatchNorm2d(8),
        nn.Conv2d(8, 32, 3, padding=1), nn.Tanh(), nn.BatchNorm2d(32), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3, padding=1), nn.Tanh(), nn.BatchNorm2d(32), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(32 * 7 * 7, 512), nn.Tanh(), nn.Dropout(0.25),
        nn.Linear(512, 256), nn.Tanh(), nn.Dropout(0.25), nn.Linear(256, 10))


def e4_cnn():
    def block(inputs, outputs):
        return nn.Conv2d(inputs, outputs, 3), nn.BatchNorm2d(outputs), nn.ReLU()

    return nn.Sequential(
        *block(1, 10), nn.MaxPool2d(2), *block(10, 20), *block(20, 40), *block(40, 80), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(80 * 3 * 3, 265), nn.ReLU(), nn.Dropout(0.5), nn.Linear(265, 5))


def e1_mlp():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10))


# Name: network, batch, labels.
NETWORKS = {
    "cm1": (cm1, 500, lambda labels: MERGED[labels]),
    "cnn2": (cnn2, 500, lambda labels: MERGED[labels]),
    "fashion-mnist": (fashion_mnist, 200, lambda labels: labels),
    "e1-cnn": (e1_cnn, 200, lambda labels: labels),
    "e1-mlp": (e1_mlp, 200, lambda labels: labels),
    "e4-cnn": (e4_cnn, 100, lambda labels: labels // 2),
    "lstm-128": (lambda: OverRows(nn.LSTM(28, 128, batch_first=True)), 500, lambda labels: labels),
    "gru-20": (lambda: OverRows(nn.GRU(28, 20, batch_first=True)), 100, lambda labels: labels),
}


def epoch(net, optimizer, loss, images, labels, batch):
    order = torch.randperm(ROWS)
    for start in range(0, ROWS, batch):
        rows = order[start:start + batch]
        optimizer.zero_grad()
        loss(net(images[rows].float() / 255), labels[rows]).backward()
        optimizer.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--network", choices=NETWORKS, default="cm1")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    images, labels = read(arguments.folder)
    make, batch, merged = NETWORKS[arguments.network]
    labels = torch.from_numpy(merged(labels).astype(numpy.int64))
    net = make()
    optimizer, loss = torch.optim.Adam(net.parameters(), 0.001), nn.CrossEntropyLoss()
    seconds = []
    for _ in range(arguments.epochs):
        started = time.perf_counter()
        epoch(net, optimizer, loss, images, labels, batch)
        seconds.append(round(time.perf_counter() - started, 2))
    print(json.dumps({
        "benchmark": "train-" + arguments.network, "library": "torch " + torch.__version__,
        "threads": arguments.threads, "parameters": sum(p.numel() for p in net.parameters()),
        "batchSize": batch, "secondsPerEpoch": seconds}))


main()
