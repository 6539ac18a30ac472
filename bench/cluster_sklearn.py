"""FOLDER CLASS_PATH [ROWS [UNITS [RUNS [THREADS]]]]: see bench/cluster. With FOLDER and "sklearn", scikit-learn's part."""
import json
import pathlib
import statistics
import subprocess
import sys
import time

import numpy

# As ./reprise starts it, with a heap of 256 MB.
JAVA = ["java", "-Xms32m", "-Xmx256m", "-XX:+UseParallelGC", "-XX:MaxNewSize=64m", "-XX:Tier4InvocationThreshold=50000",
        "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=150000", "-XX:Tier4BackEdgeThreshold=400000"]
WARM_UP = 10

folder = pathlib.Path(sys.argv[1])
rows, units, runs, threads = map(int, (sys.argv[3:] + ["10000", "32", "9", "2"][len(sys.argv[3:]):]))


def write_mixture():
    """Ten Gaussians, each stretched in three directions of its own, and of several widths."""
    random = numpy.random.default_rng(1)
    mixture = numpy.empty((rows, units))
    for c in range(10):
        x = random.normal(size=(len(range(c, rows, 10)), units)) * (0.15 + 0.012 * c)
        x += random.normal(size=(len(x), 3)) @ random.normal(size=(3, units)) * 0.08
        mixture[c::10] = x + random.normal(size=units) * 0.4
    mixture.astype(numpy.float32).tofile(folder / "vectors")


def serve():
    """Clusters whenever a line says so, as bench/ClusterBench.java does, with all processors, as it comes."""
    from sklearn.cluster import DBSCAN, KMeans
    from sklearn.metrics import silhouette_score
    from sklearn.neighbors import NearestNeighbors

    x = numpy.fromfile(folder / "vectors", numpy.float32).reshape(rows, units)
    for line in sys.stdin:
        start = time.monotonic()
        if line.strip() == "kmeans":
            found = KMeans(10, n_init=10, max_iter=100, random_state=0).fit(x)
            said = found.inertia_, silhouette_score(x, found.labels_, sample_size=2000, random_state=0)
        else:
            labels = DBSCAN(eps=1.6, min_samples=60, n_jobs=-1).fit(x).labels_
            numpy.sort(NearestNeighbors(n_neighbors=60, n_jobs=-1).fit(x).kneighbors(x)[0][:, -1])
            said = labels.max() + 1, (labels < 0).sum()
        print(time.monotonic() - start, *said, flush=True)
    print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))


class Peer:
    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)

    def cluster(self, what):
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        return [float(each) for each in self.process.stdout.readline().split()]

    def resident_mb(self):
        return round(int(self.process.communicate()[0].split()[1]) / 1024)


if sys.argv[2] == "sklearn":
    serve()
else:
    write_mixture()
    size = [str(rows), str(units)]
    peers = {"reprise": Peer(*JAVA, "-cp", sys.argv[2], "io.reprise.stages.cluster.ClusterBench", str(folder), *size,
                             str(threads)),
             "scikitLearn": Peer(sys.executable, __file__, str(folder), "sklearn", *size)}
    for what, names in (("kmeans", ("inertia", "silhouette")), ("dbscan", ("clusters", "noise"))):
        said = {name: [] for name in peers}
        for turn in range(WARM_UP + runs):
            for name, peer in peers.items():
                said[name].append(peer.cluster(what))
        measured = {name: numpy.array(each[WARM_UP:]) for name, each in said.items()}
        ratios = measured["reprise"][:, 0] / measured["scikitLearn"][:, 0]
        figures = {name: {"first": round(said[name][0][0], 3), "seconds": round(statistics.median(each[:, 0]), 3),
                          "least": round(each[:, 0].min(), 3), "most": round(each[:, 0].max(), 3),
                          **dict(zip(names, each[-1, 1:].round(4).tolist()))} for name, each in measured.items()}
        print(json.dumps({"benchmark": what, "rows": rows, "units": units, "threads": threads, **figures,
                          "ratio": round(float(numpy.median(ratios)), 3),
                          "ratioLeast": round(ratios.min(), 3), "ratioMost": round(ratios.max(), 3)}), flush=True)
        if what == "dbscan":
            assert (measured["reprise"][:, 1:] == measured["scikitLearn"][:, 1:]).all(), "different clusters"
    print(json.dumps({"benchmark": "cluster", **{name + "ResidentMb": peer.resident_mb() for name, peer in peers.items()}}))
