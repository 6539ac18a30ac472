#!/usr/bin/python3
"""Seconds an epoch of CM1 (experiment E5) in PyTorch, as a yardstick for the train stage.

The same network, images, batch and threads: Fashion-MNIST with five merged labels, 48,000 images,
batch 500, Adam 0.001. Wants Debian's python3-torch. Prints one line of JSON.

usage: train_cm1_torch.py FOLDER_OF_FASHION_MNIST [--epochs 3] [--threads 2]
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
BATCH = 500


def read(folder):
    with gzip.open(folder / "train-images-idx3-ubyte.gz") as file:
        images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(-1, 1, 28, 28)
    with gzip.open(folder / "train-labels-idx1-ubyte.gz") as file:
        labels = numpy.frombuffer(file.read(), numpy.uint8, offset=8)
    return torch.from_numpy(images[:ROWS].copy()), torch.from_numpy(MERGED[labels[:ROWS]])


def network():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3), nn.ReLU(), nn.Flatten(),
        nn.Linear(32 * 12 * 12, 256), nn.ReLU(), nn.Linear(256, 5))


def epoch(net, optimizer, loss, images, labels):
    order = torch.randperm(ROWS)
    for start in range(0, ROWS, BATCH):
        rows = order[start:start + BATCH]
        optimizer.zero_grad()
        loss(net(images[rows].float() / 255), labels[rows]).backward()
        optimizer.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    images, labels = read(arguments.folder)
    net = network()
    optimizer, loss = torch.optim.Adam(net.parameters(), 0.001), nn.CrossEntropyLoss()
    seconds = []
    for _ in range(arguments.epochs):
        started = time.perf_counter()
        epoch(net, optimizer, loss, images, labels)
        seconds.append(round(time.perf_counter() - started, 2))
    print(json.dumps({
        "benchmark": "train-cm1", "library": "torch " + torch.__version__, "threads": arguments.threads,
        "parameters": sum(p.numel() for p in net.parameters()), "secondsPerEpoch": seconds}))


main()
