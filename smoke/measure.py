#!/usr/bin/env python3
"""Measure the GPU memory of real Ultralytics training runs, phase by phase, on the GPU of this machine.

One file, Python 3.9 or later, the torch and ultralytics that are installed. Runs come in as JSON lines in the form of
`gpu-memory estimate --runs`; each is trained for a few real steps by Ultralytics' own trainer in a process of its own, on
synthetic images of the declared size and label density, with one validation and one checkpoint an epoch. A line comes out
for every line in, as soon as it is known: the run with `measured`, or with `error: {reason, phase, message}`.
Nothing stays on the disk and nothing stays running.

Exit 0: every run was measured. 1: some run has an error record. 2: the question could not be read.

A line may carry `measure`, an object whose keys (as-truth, full, trace, find-limit, auto-batch-only, count-candidates,
class-scores, steps, time-limit) override the options of the same name for that run.
"""
import argparse
import concurrent.futures
import ctypes
import datetime
import gc
import gzip
import importlib.metadata
import importlib.util
import inspect
import json
import math
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback

MIB = 1 << 20
# What the arguments below say is this program's business: where to write, which device, no drawing on the host.
OURS = {"data", "device", "project", "name", "exist_ok", "resume", "cache", "workers", "plots", "verbose", "mode", "time", "save_dir", "task"}
# Augmentations change the pixels and not the memory; the reference measurements were taken without them.
TRUTH_ARGUMENTS = {"scale": 0.0, "translate": 0.0, "fliplr": 0.0, "hsv_h": 0.0, "hsv_s": 0.0, "hsv_v": 0.0, "erasing": 0.0,
                   "auto_augment": None, "save": False}
# Used where neither the line nor the model file says how many classes there are.
CLASSES = {"detect": 80, "segment": 80, "pose": 1, "obb": 15, "classify": 10, "semantic": 19, "depth": 1}
PHASES = ("startUp", "ampCheck", "autoBatch", "train", "validation", "checkpoint", "finalEvaluation")


class Enough(Exception):
    """What was asked for is known: the training need not go on."""


class Failure(Exception):
    """Why a run can't be measured: a reason code for programs, a sentence for people."""

    def __init__(self, reason, message):
        super().__init__(message)
        self.reason, self.message = reason, message


# ---------------------------------------------------------------------------------------------------------------- driver


class Driver:
    """The NVIDIA driver's own view of the GPU, through its management library; no CUDA context is made."""

    class _Memory(ctypes.Structure):
        _fields_ = [("total", ctypes.c_ulonglong), ("free", ctypes.c_ulonglong), ("used", ctypes.c_ulonglong)]

    class _Process(ctypes.Structure):
        _fields_ = [("pid", ctypes.c_uint), ("used", ctypes.c_ulonglong), ("gpu_instance", ctypes.c_uint), ("compute_instance", ctypes.c_uint)]

    def __init__(self):
        try:
            self.lib = ctypes.CDLL("nvml.dll" if os.name == "nt" else "libnvidia-ml.so.1")
        except OSError:
            raise Failure("no-cuda-device", "No CUDA device: the NVIDIA driver's library was not found on this machine.")
        count = ctypes.c_uint()
        if self.lib.nvmlInit_v2() or self.lib.nvmlDeviceGetCount_v2(ctypes.byref(count)) or not count.value:
            raise Failure("no-cuda-device", "No CUDA device: the NVIDIA driver reports none.")
        self.count = count.value
        visible = os.environ.get("CUDA_VISIBLE_DEVICES")
        if visible is not None and visible.split(",")[0].strip() in ("", "-1"):
            raise Failure("no-cuda-device", "No CUDA device: CUDA_VISIBLE_DEVICES hides every GPU.")
        first = (visible or "0").split(",")[0].strip()
        self.device = ctypes.c_void_p()
        if first.isdigit():
            failed = self.lib.nvmlDeviceGetHandleByIndex_v2(int(first), ctypes.byref(self.device))
        else:
            failed = self.lib.nvmlDeviceGetHandleByUUID(first.encode(), ctypes.byref(self.device))
        if failed:
            raise Failure("no-cuda-device", f"No CUDA device: the driver does not know GPU {first}.")

    def _text(self, function, *before):
        buffer = ctypes.create_string_buffer(96)
        return buffer.value.decode() if not function(*before, buffer, 96) else None

    def describe(self):
        memory, mode, pending = self._Memory(), ctypes.c_uint(), ctypes.c_uint()
        self.lib.nvmlDeviceGetMemoryInfo(self.device, ctypes.byref(memory))
        mig = not self.lib.nvmlDeviceGetMigMode(self.device, ctypes.byref(mode), ctypes.byref(pending)) and mode.value == 1
        return {"gpu": self._text(self.lib.nvmlDeviceGetName, self.device), "gpus": self.count, "driver": self._text(self.lib.nvmlSystemGetDriverVersion),
                "driverTotalBytes": memory.total, "driverUsedBytes": memory.used, "mig": mig}

    def used(self):
        memory = self._Memory()
        return None if self.lib.nvmlDeviceGetMemoryInfo(self.device, ctypes.byref(memory)) else memory.used

    def processes(self):
        """{pid: bytes or None} of every compute process on the GPU; empty where the driver will not say."""
        get = getattr(self.lib, "nvmlDeviceGetComputeRunningProcesses_v3", None)
        if get is None:
            return {}
        count, rows = ctypes.c_uint(256), (self._Process * 256)()
        if get(self.device, ctypes.byref(count), rows):
            return {}
        unknown = (1 << 64) - 1
        return {row.pid: None if row.used == unknown else row.used for row in rows[: count.value]}


def open_driver():
    """The driver, or None on machines with CUDA but without its management library (Jetson, some WSL)."""
    try:
        return Driver()
    except Failure:
        if any(os.path.exists(path) for path in ("/dev/nvhost-ctrl-gpu", "/dev/nvhost-gpu", "/dev/dxg", "/dev/nvmap")):
            return None
        raise


def check_packages():
    """Find out without importing anything: importing torch takes longer than the answer may take."""
    torch = importlib.util.find_spec("torch")
    if torch is None or not torch.origin:
        raise Failure("no-torch", f"torch is not installed for {sys.executable}.")
    version = os.path.join(os.path.dirname(torch.origin), "version.py")
    if os.path.exists(version):
        with open(version, encoding="utf-8") as file:
            if re.search(r"^cuda\b[^=]*=\s*None", file.read(), re.M):
                raise Failure("cpu-only-torch", "The installed torch has no CUDA: install a CUDA build of it.")
    if importlib.util.find_spec("ultralytics") is None:
        raise Failure("no-ultralytics", f"ultralytics is not installed for {sys.executable}.")


def same_gpu(declared, actual):
    """Whether a GPU's short name ("T4", "A100-80GB", "RTX 3060") can mean the one that the driver names."""

    def words(name):
        cut = re.sub(r"(\d)\s*GB?\b", r"\1", name.upper())
        return set(re.split(r"[^A-Z0-9.]+", cut)) - {"", "NVIDIA", "TESLA", "GEFORCE", "QUADRO"}

    wanted, there = words(declared), words(actual)
    telling = {"TI", "SUPER", "LAPTOP", "ADA", "MIG", "NVL", "D"}  # an RTX 3060 is no RTX 3060 Ti
    return wanted <= there and not ((there & telling) - wanted - ({"MIG"} if any(re.match(r"\d+\.\d", w) for w in wanted) else set()))


# ----------------------------------------------------------------------------------------------------------- images, labels


def label_counts(per_image, images):
    """Labels of each image: the same everywhere, or drawn so that the mean holds and the first image has the maximum."""
    import numpy as np

    if not isinstance(per_image, dict):
        return [int(round(per_image or 0))] * images
    mean, most = float(per_image["mean"]), int(per_image["max"])
    rng = np.random.default_rng(images)
    counts = np.clip(rng.poisson(rng.gamma(1.5, mean / 1.5, images)), 0, most)  # crowded and empty images, as real sets have
    counts[0] = most
    for _ in range(100 * images):
        off = int(round(mean * images)) - int(counts.sum())
        if off == 0 or images == 1:
            break
        i = int(rng.integers(1, images))
        counts[i] = min(max(counts[i] + (1 if off > 0 else -1), 0), most)
    return [int(c) for c in counts]


def draw_boxes(rng, count, varied):
    """(x, y, w, h) of each label as shares of the image; varied sides run from 2 to 60 %."""
    boxes = []
    for _ in range(count):
        w, h = [math.exp(v) for v in rng.uniform(math.log(0.02), math.log(0.6), 2)] if varied else rng.uniform(0.05, 0.3, 2)
        boxes.append((rng.uniform(w / 2, 1 - w / 2), rng.uniform(h / 2, 1 - h / 2), w, h))
    return boxes


def label_row(task, box, kind, rng):
    x, y, w, h = box
    left, right, top, bottom = x - w / 2, x + w / 2, y - h / 2, y + h / 2
    if task == "obb":
        points = [(left, top), (right, top), (right, bottom), (left, bottom)]
    elif task in ("segment", "semantic"):
        points = [(left, top), (right, top), (right, bottom), (x, bottom), (left, bottom)]
    elif task == "pose":
        keys = " ".join(f"{rng.uniform(left, right):.5f} {rng.uniform(top, bottom):.5f} 2" for _ in range(17))
        return f"{kind} {x:.5f} {y:.5f} {w:.5f} {h:.5f} {keys}"
    else:
        return f"{kind} {x:.5f} {y:.5f} {w:.5f} {h:.5f}"
    return f"{kind} " + " ".join(f"{a:.5f} {b:.5f}" for a, b in points)


def make_data(task, dataset, folder, as_truth):
    """Write a data set of synthetic images; yields the path that `data=` takes."""
    import cv2
    import numpy as np

    height, width = dataset["imageSize"]
    classes, train, val = dataset["classes"], dataset["trainImages"], dataset["valImages"]
    if task == "classify":
        for split, images in (("train", train), ("val", val)):
            for i in range(max(images, classes)):
                os.makedirs(f"{folder}/{split}/c{i % classes}", exist_ok=True)
                cv2.imwrite(f"{folder}/{split}/c{i % classes}/{i}.jpg", np.full((height, width, 3), (i * 7) % 255, np.uint8))
        return folder
    images = max(train, val)
    for name in ("images", "labels", "depth") if task == "depth" else ("images", "labels"):
        os.makedirs(f"{folder}/{name}", exist_ok=True)
    counts, varied = label_counts(dataset["labelsPerImage"] or (8 if task == "semantic" else 0), images), not as_truth
    rng = np.random.default_rng(counts[0])
    for i in range(images):
        picture = np.full((height, width, 3), i % 255, np.uint8)
        rows = []
        for box in draw_boxes(rng, counts[i], varied):
            kind = int(rng.integers(0, classes)) if varied or task == "obb" else 0
            rows.append(label_row(task, box, kind, rng))
            if varied:  # something to learn: each class its colour
                x, y, w, h = box
                corner = lambda sign: (int((x + sign * w / 2) * width), int((y + sign * h / 2) * height))
                cv2.rectangle(picture, corner(-1), corner(1), (kind * 37 % 256, kind * 91 % 256, kind * 151 % 256), -1)
        if not cv2.imwrite(f"{folder}/images/{i:05d}.jpg", picture):
            raise OSError(28, "No space left on device")
        if task == "depth":
            cv2.imwrite(f"{folder}/depth/{i:05d}.png", np.full((height, width), 1000 + i, np.uint16))
            continue
        with open(f"{folder}/labels/{i:05d}.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(rows))
    for name, count in (("train", train), ("val", val)):
        with open(f"{folder}/{name}.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(f"{folder}/images/{i:05d}.jpg" for i in range(count)))
    text = f"path: {folder}\ntrain: {folder}/train.txt\nval: {folder}/val.txt\nnames:\n" + "".join(f"  {i}: c{i}\n" for i in range(classes))
    if task == "pose":
        text += "kpt_shape: [17, 3]\nflip_idx: [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15]\n"
    with open(f"{folder}/data.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    return f"{folder}/data.yaml"


def shorten(train, dataset, options):
    """The same run with few steps: what decides memory stays. Yields (arguments, data set, what was changed or None)."""
    train, dataset = dict(train), dict(dataset)
    if options["full"]:
        return train, dataset, None
    changed = {}
    epochs, close = train.get("epochs", 100), train.get("close_mosaic", 10)
    if epochs > 3:  # one more than mosaic and its end need, so that optimizer state is there from an epoch's start
        train["epochs"] = changed["epochs"] = 3
        train["close_mosaic"] = 0 if not close else 1 if close < epochs else 3 + close - epochs
    batch = train.get("batch", 16)
    if batch >= 1:
        for key, most in (("trainImages", options["steps"] * batch), ("valImages", options["steps"] * batch)):
            if dataset[key] > most:
                dataset[key] = changed[key] = int(most)
    return train, dataset, changed or None


# ------------------------------------------------------------------------------------------------------------------ a run


class Meter:
    """Peaks of live and reserved memory, kept apart by phase and epoch although the counters are reset more often."""

    def __init__(self, cuda):
        self.cuda, self.peaks, self.now = cuda, {}, ("startUp", 0)

    def lap(self):
        """Live peak since the last lap; the phase keeps the largest."""
        live, reserved = self.cuda.max_memory_allocated(), self.cuda.max_memory_reserved()
        old = self.peaks.get(self.now, (0, 0))
        self.peaks[self.now] = (max(old[0], live), max(old[1], reserved))
        self.cuda.reset_peak_memory_stats()
        return live

    def enter(self, phase, epoch=0):
        self.lap()
        self.now = (phase, epoch)

    def fields(self, epoch=None):
        """trainLivePeakBytes and so on: of one epoch, or the largest of all."""
        out = {}
        for phase in PHASES:
            found = [v for (p, e), v in self.peaks.items() if p == phase and epoch in (None, e)]
            if found:
                out[f"{phase}LivePeakBytes"], out[f"{phase}ReservedPeakBytes"] = max(v[0] for v in found), max(v[1] for v in found)
        return out


class Tracer:
    """Allocator events: [action, address, size, where], `where` an index into names "module or phase|op|backward node|line"."""

    def __init__(self, cuda, run):
        os.environ["TORCH_SYMBOLIZE_MODE"] = "dladdr"
        self.memory, self.run, self.names, self.rows, self.hooks = cuda.memory, run, {}, [], []
        self.mark = getattr(cuda.memory, "_set_memory_metadata", None) or (lambda text: None)
        self.clears = "clear_history" in inspect.signature(cuda.memory._record_memory_history).parameters
        self.start()

    def start(self):
        more = {"clear_history": True} if self.clears else {}
        self.memory._record_memory_history(max_entries=2_000_000, stacks="all", **more)

    def where(self, event):
        op = node = line = ""
        for frame in event.get("frames", []):
            name, file = frame["name"], frame["filename"]
            if not op:
                found = re.search(r"at::_ops::(\w+?)::(?:call|redispatch)", name)
                op = found.group(1) if found else ""
            if not node:
                found = re.search(r"generated::(\w+)::apply|(AccumulateGrad)::apply|(autograd::\w+)::apply", name)
                node = next((g for g in found.groups() if g), "") if found else ""
            if not line and "ultralytics" in file:
                line = f"{file.split('ultralytics/')[-1]}:{name}:{frame['line']}"
        return self.names.setdefault("|".join((str(event.get("user_metadata", "")), op, node, line)), len(self.names))

    def drain(self, last=False):
        """Take over what was recorded; called between phases, since a recorded event holds its whole stack."""
        if not (self.clears or last):
            return
        collecting = gc.isenabled()
        gc.disable()  # what Ultralytics leaves to Python's collector is to go when it would have gone
        snapshot = self.memory._snapshot()
        for event in max(snapshot["device_traces"], key=len, default=[]):  # as text, which the collector does not count
            self.rows.append(json.dumps([event["action"], event.get("addr", 0), event.get("size", 0), self.where(event)]))
        if last:
            self.segments = [[s["address"], s["total_size"], s["segment_type"], [[b["size"], b["state"]] for b in s["blocks"]]] for s in snapshot["segments"]]
            self.memory._record_memory_history(enabled=None)
        else:
            self.start()
        del snapshot
        if collecting:
            gc.enable()

    def watch(self, model):
        """Name the module at work in every event of its forward pass."""
        stack = []

        def enter(path):
            def hook(module, *_):
                stack.append(path)
                self.mark(path)
            return hook

        def leave(module, *_):
            if stack:
                stack.pop()
            self.mark(stack[-1] if stack else "")

        for path, module in model.named_modules():
            if path:
                self.hooks += [module.register_forward_pre_hook(enter(path)), module.register_forward_hook(leave)]

    def unwatch(self):
        for hook in self.hooks:
            hook.remove()
        self.hooks = []

    def write(self, path, versions):
        self.drain(last=True)
        with gzip.open(path, "wt") as file:
            head = json.dumps({"cfg": self.run, **versions})
            file.write(f'{head[:-1]}, "events": [{", ".join(self.rows)}], ')
            file.write(json.dumps({"names": list(self.names), "segments_at_end": self.segments})[1:])


class Measurement:
    """One run in this process: Ultralytics trains, callbacks read the counters."""

    def __init__(self, job):
        self.run, self.options, self.scratch = job["run"], job["options"], job["scratch"]
        self.environment, self.measured = dict(self.run.get("environment") or {}), {}
        self.steps, self.state, self.driver = [], {}, None
        self.truth = self.options["as-truth"]

    def record(self):
        kept = {k: v for k, v in self.run.items() if k not in ("measured", "error", "measure", "modelsRelativeTo", "startedIn")}
        kept["environment"], kept["measured"] = self.environment, self.measured
        if self.options["class-scores"]:
            kept["classScores"] = self.options["class-scores"]
        return kept

    def save(self, **more):
        """So that the parent knows how far it came if this process is killed."""
        meter = getattr(self, "meter", None)
        if meter:
            self.measured.update(meter.fields())
        part = {**self.record(), **more, "phase": meter.now[0] if meter else "startUp"}
        with open(f"{self.scratch}/part", "w", encoding="utf-8") as file:
            json.dump(part, file)
        os.replace(f"{self.scratch}/part", f"{self.scratch}/result.json")

    # -- getting ready

    def prepare(self):
        os.environ.update(YOLO_OFFLINE="true", YOLO_VERBOSE="false", YOLO_AUTOINSTALL="false", WANDB_MODE="disabled", MPLBACKEND="Agg",
                          YOLO_CONFIG_DIR=f"{self.scratch}/settings", MPLCONFIGDIR=f"{self.scratch}/settings")
        if self.environment.get("allocator"):
            os.environ["PYTORCH_CUDA_ALLOC_CONF"] = os.environ["PYTORCH_ALLOC_CONF"] = self.environment["allocator"]
        os.makedirs(f"{self.scratch}/settings", exist_ok=True)
        os.chdir(self.scratch)
        import numpy

        if not hasattr(numpy, "trapz"):  # older Ultralytics on a newer numpy
            numpy.trapz = numpy.trapezoid
        import torch

        self.torch, self.cuda = torch, torch.cuda
        if not torch.cuda.is_available():
            raise Failure("no-cuda-device", "No CUDA device: torch can't reach one.")
        import ultralytics
        import ultralytics.engine.trainer as trainer
        import ultralytics.utils as utils

        self.ultralytics, self.trainer_module, self.utils = ultralytics, trainer, utils
        try:
            self.driver = Driver()
        except Failure:
            pass
        driver = self.driver.describe() if self.driver else {}
        self.cuda.init()
        free, total = self.cuda.mem_get_info()
        self.measured.update({"cudaTotalBytes": total, "driverTotalBytes": driver.get("driverTotalBytes")})
        if not self.options["share"]:
            self.measured["cudaFreeAtStartBytes"] = free
        cudnn = torch.backends.cudnn.version()
        self.environment.update({
            "gpu": self.cuda.get_device_name(0), "ultralytics": ultralytics.__version__, "torch": torch.__version__.split("+")[0],
            "cuda": torch.version.cuda, "cudnn": f"{cudnn // 10000}.{cudnn // 100 % 100}.{cudnn % 100}" if cudnn else None,
            "os": platform.system().lower(), "driver": driver.get("driver"), "python": platform.python_version(),
            "date": datetime.date.today().isoformat()})
        if self.environment.get("allocatorCapBytes"):
            whole = self.cuda.get_device_properties(0).total_memory
            self.cuda.set_per_process_memory_fraction(min(1.0, self.environment["allocatorCapBytes"] / whole))
        self.meter = Meter(self.cuda)
        self.tracer = Tracer(self.cuda, self.record()) if self.options["trace"] else None

    def mark(self, text):
        if self.tracer:
            self.tracer.mark(text)

    def enter(self, phase, epoch=0):
        self.meter.enter(phase, epoch)
        if self.tracer:
            self.tracer.drain()
            self.mark({"startUp": "", "train": "after-step"}.get(phase, phase))

    def load_model(self, name):
        from ultralytics import RTDETR, YOLO

        path = name
        if "/" in name or os.path.exists(os.path.join(self.run["modelsRelativeTo"], name)):
            path = os.path.join(self.run["modelsRelativeTo"], name)
            if not os.path.exists(path):
                raise Failure("missing-model", f"The model file {name} does not exist.")
        elif name.endswith(".pt"):  # weights don't change memory, and fetching them is not our business
            path = name[:-3] + ".yaml"
        stem = os.path.basename(path).lower()
        self.rtdetr = "rtdetr" in stem and "yolo" not in stem
        return (RTDETR if self.rtdetr else YOLO)(path)

    # -- prediction

    def predict(self):
        import numpy as np

        arguments = dict(self.run["predict"])
        model = self.load_model(arguments.pop("model"))
        batch, size = arguments.pop("batch", 1), arguments.get("imgsz", 640)
        height, width = size if isinstance(size, (list, tuple)) else (size, size)
        frames = [np.zeros((height, width, 3), np.uint8)] * batch
        self.meter.now = ("predict", 0)
        self.cuda.reset_peak_memory_stats()
        for _ in range(3):
            model.predict(frames, batch=batch, device=0, verbose=False, save=False, **{k: v for k, v in arguments.items() if k not in OURS})
        self.meter.lap()
        live, reserved = self.meter.peaks[("predict", 0)]
        self.measured.update({"predictLivePeakBytes": live, "predictReservedPeakBytes": reserved, "outsideAllocatorBytes": self.outside()})

    # -- training

    def train(self):
        arguments = {k: v for k, v in self.run["train"].items() if k not in OURS}
        model = self.load_model(arguments.pop("model"))
        task = self.run["task"] = model.task
        yaml = getattr(model.model, "yaml", None) or {}
        dataset = {"classes": yaml.get("nc") or CLASSES[task], "labelsPerImage": 0 if task in ("classify", "semantic", "depth") else 8,
                   "imageSize": [640, 640], **(self.run.get("dataset") or {})}
        batch = arguments.get("batch", 16)
        for key, images in (("trainImages", 4), ("valImages", 4)):
            dataset.setdefault(key, int(images * batch) if batch >= 1 else 256)
        self.declared = dict(dataset)
        written = dict(arguments)
        arguments, dataset, shortened = shorten(arguments, dataset, self.options)
        self.run["dataset"] = dataset
        self.epochs_declared = written.get("epochs", 100)
        if shortened:
            self.run["shortened"] = {"from": {k: (written.get(k, 100) if k == "epochs" else self.declared[k]) for k in shortened}, "to": shortened}
        if self.options["real-data"]:
            data = self.real_data()
        else:
            data = make_data(task, dataset, f"{self.scratch}/data", self.truth)
        if self.truth:
            arguments = {**TRUTH_ARGUMENTS, **arguments}
        if task == "classify":
            arguments.pop("mosaic", None)
        self.patch()
        for event, function in (("on_train_start", self.on_train_start), ("on_train_batch_end", self.on_batch_end), ("on_train_epoch_end", self.on_epoch_end),
                                ("on_val_start", self.on_val_start), ("on_val_end", self.on_val_end), ("on_fit_epoch_end", self.on_fit_end)):
            model.add_callback(event, function)
        self.save()
        try:
            model.train(data=data, workers=2, plots=False, verbose=False, device=0, project=f"{self.scratch}/runs", exist_ok=True, **arguments)
        except Enough:
            pass
        self.enter("end")
        self.measured["outsideAllocatorAtEndBytes"] = self.outside()
        self.finish()

    def real_data(self):
        data = str(self.run["train"].get("data", ""))
        tries = [data, os.path.join(self.run["modelsRelativeTo"], data), os.path.join(self.run["startedIn"], data)]
        found = next((os.path.abspath(p) for p in tries if data and os.path.exists(p)), None)
        if found is None:
            raise Failure("missing-data-set", f"The data set {data or '(none is named)'} is not on this machine.")
        import ultralytics.data.dataset as module

        if hasattr(module, "save_dataset_cache_file"):  # it writes a file beside the user's labels
            module.save_dataset_cache_file = lambda prefix, path, labels, version="": labels.update(version=version)
        return found

    def patch(self):
        trainer, cuda = self.trainer_module, self.cuda
        for name in ("ultralytics.data.utils", "ultralytics.utils.plotting"):
            module = sys.modules.get(name)
            if module and hasattr(module, "check_font"):
                module.check_font = lambda *a, **k: None  # fonts are fetched for plots, and there are none
        check = trainer.check_amp
        if self.environment.get("ampCheck") is True and not self.truth:
            self.amp_stand_in(check)

            def amp_check(model):
                self.enter("ampCheck")
                passed = bool(check(model))
                self.measured.update({"ampCheckPassed": passed, "reservedAfterAmpCheckBytes": cuda.memory_reserved()})
                self.enter("startUp")
                return True  # the stand-in has no trained weights, so its answer says nothing about AMP

            trainer.check_amp = amp_check
        else:
            trainer.check_amp = lambda model: True
        build = trainer.BaseTrainer.build_optimizer

        def build_optimizer(this, *a, **k):
            if "iterations" in k:  # `optimizer: auto` goes by the length of the whole run, not of this short one
                k["iterations"] = math.ceil(self.declared["trainImages"] / max(this.batch_size, this.args.nbs)) * self.epochs_declared
            return build(this, *a, **k)

        trainer.BaseTrainer.build_optimizer = build_optimizer
        self.patch_auto_batch()
        if self.options["count-candidates"]:
            self.patch_nms()

    def amp_stand_in(self, check):
        """The AMP check predicts with a small published model. Its weights are fetched in real runs; here random ones."""
        found = re.search(r"[\"'](yolo\w+)\.pt[\"']", inspect.getsource(check))
        if not found:
            return
        from ultralytics import YOLO

        shared = os.path.join(os.path.dirname(self.scratch), "weights")
        os.makedirs(shared, exist_ok=True)
        weights = f"{shared}/{found.group(1)}.pt"
        if not os.path.exists(weights):
            own = f"{self.scratch}/{found.group(1)}-new.pt"
            YOLO(f"{found.group(1)}.yaml").save(own)
            os.replace(own, weights)
        shutil.copy(weights, self.scratch)  # older versions look in the working directory
        from pathlib import Path

        self.utils.WEIGHTS_DIR = Path(shared)

    def patch_auto_batch(self):
        import ultralytics.utils.autobatch as module

        profile_name = "profile_ops" if hasattr(module, "profile_ops") else "profile"
        profile, pick = getattr(module, profile_name), module.autobatch
        seen = self.measured

        def profiled(inputs, *a, **k):
            results = profile(inputs, *a, **k)
            seen["autoBatch"]["probes"] = [{"batch": x.shape[0], "gib": None if not r else r[2]} for x, r in zip(inputs, results)]
            return results

        def autobatch(model, imgsz=640, fraction=0.60, *a, **k):
            self.enter("autoBatch")
            free, total = self.cuda.mem_get_info()
            seen["autoBatch"] = {"imgsz": imgsz, "fraction": fraction, "totalBytes": total, "freeBytes": free, "reservedBytes": self.cuda.memory_reserved(),
                                 "allocatedBytes": self.cuda.memory_allocated(), "maxObjects": k.get("max_num_obj"), "datasetSize": k.get("dataset_size")}
            seen["autoBatch"]["batch"] = pick(model, imgsz, fraction, *a, **k)
            self.enter("startUp")
            if self.options["auto-batch-only"]:
                raise Enough
            return seen["autoBatch"]["batch"]

        setattr(module, profile_name, profiled)
        module.autobatch = autobatch

    def patch_nms(self):
        """Count what NMS gets to see, on the host, so that the count takes no GPU memory."""
        try:
            import ultralytics.utils.nms as module
        except ImportError:
            import ultralytics.utils.ops as module
        suppress = module.non_max_suppression

        def counted(prediction, conf_thres=0.25, *a, **k):
            tensor = prediction[0] if isinstance(prediction, (list, tuple)) else prediction
            if tensor.shape[-1] != 6 and not k.get("end2end"):
                host = tensor.detach().cpu()
                classes = k.get("nc") or host.shape[1] - 4
                above = (host[:, 4 : 4 + classes] > conf_thres).flatten(1)
                counts = above.sum(1) if k.get("multi_label") and classes > 1 else above.view(len(host), classes, -1).any(1).sum(1)
                where = "finalEvaluation" if self.state.get("final") else "validation"
                key = f"{where}MostCandidates"
                self.measured[key] = max(self.measured.get(key, 0), int(counts.max()))
            return suppress(prediction, conf_thres, *a, **k)

        module.non_max_suppression = counted

    # -- callbacks

    def on_train_start(self, trainer):
        model, torch, cuda = trainer.model, self.torch, self.cuda
        self.trainer = trainer
        if self.truth or self.run.get("shortened"):
            # A real run soon has optimizer state; a short one may skip its few steps for infinite gradients.
            enabled = bool(trainer.amp) if self.truth else trainer.scaler.is_enabled()
            trainer.scaler = torch.amp.GradScaler("cuda", enabled=enabled, init_scale=1.0)
        if self.options["class-scores"]:
            self.set_class_scores(trainer)
        optimizer = type(trainer.optimizer).__name__
        self.measured.update({"parameters": sum(p.numel() for p in model.parameters()), "optimizer": optimizer, "batch": trainer.batch_size,
                              "imgsz": trainer.args.imgsz, "amp": bool(trainer.amp), "startLiveBytes": cuda.memory_allocated(),
                              "startReservedBytes": cuda.memory_reserved()})
        final = trainer.final_eval

        def final_eval():
            self.state["final"] = True
            if self.environment.get("finalEval") is True and not self.truth:
                self.enter("finalEvaluation")
                final()

        trainer.final_eval = final_eval
        close = trainer._close_dataloader_mosaic

        def close_mosaic():
            self.state["mosaic"] = False
            close()

        trainer._close_dataloader_mosaic = close_mosaic
        self.state["mosaic"] = self.run["task"] != "classify" and float(trainer.args.mosaic or 0) > 0 and not trainer.args.rect
        self.enter("train", 0)
        self.hook(trainer, model)
        self.save()

    def set_class_scores(self, trainer):
        """Biases that give every anchor this score: as many boxes before NMS as there can be."""
        score = self.options["class-scores"]
        for model in (trainer.model, trainer.ema.ema):
            head = model.model[-1]
            for branch in ("cv3", "one2one_cv3"):
                for level in getattr(head, branch, None) or ():
                    with self.torch.no_grad():
                        level[-1].bias.fill_(math.log(score / (1 - score)))
                        level[-1].weight.mul_(0.01)

    def hook(self, trainer, model):
        cuda, lap = self.cuda, self.meter.lap

        def before(module, args, *_):
            if not (module.training and args and isinstance(args[0], dict)):
                return
            lap()
            batch = args[0]
            step = self.state["step"] = {"input": list(batch["img"].shape)}
            if "batch_idx" in batch and batch["batch_idx"].numel():
                step["maxLabels"] = int(self.torch.bincount(batch["batch_idx"].long().view(-1).cpu()).max())
                step["labels"] = int(batch["batch_idx"].numel())
            self.mark("forward")
            step["liveBeforeForward"] = cuda.memory_allocated()

        def after(module, args, out):
            step = self.state.get("step")
            if step is None or not (module.training and args and isinstance(args[0], dict)):
                return
            step.update(liveAfterLoss=cuda.memory_allocated(), lossPeak=lap(), reservedAfterForward=cuda.memory_reserved())
            self.mark("backward")

        model.register_forward_pre_hook(before)
        model.register_forward_hook(after)
        inner_loss = getattr(model, "loss", None)
        plain = inner_loss and not self.rtdetr and not getattr(trainer.args, "compile", False) and not getattr(trainer.args, "distill_model", None)
        if plain and "preds" in inspect.signature(inner_loss).parameters:

            def loss(batch, preds=None):
                if model.training and preds is None and self.state.get("step") is not None:
                    preds = model.forward(batch["img"])
                    self.mark("loss")
                    self.state["step"].update(liveAfterNetwork=cuda.memory_allocated(), networkPeak=lap())
                return inner_loss(batch, preds)

            model.loss = loss
        optimizer_step = trainer.optimizer_step

        def stepped():
            step = self.state.get("step") or {}
            step.update(liveAfterBackward=cuda.memory_allocated(), backwardPeak=lap(), reservedAfterBackward=cuda.memory_reserved())
            self.mark("optimizer")
            optimizer_step()
            step.update(liveAfterOptimizer=cuda.memory_allocated(), optimizerPeak=lap())

        trainer.optimizer_step = stepped
        if self.tracer:
            self.tracer.watch(model)

    def on_batch_end(self, trainer):
        step = self.state.pop("step", None) or {}
        self.meter.lap()
        if trainer.epoch:
            step["epoch"] = trainer.epoch
        peaks = self.meter.peaks[self.meter.now]
        step["trainLivePeak"], step["trainReservedPeak"] = peaks
        self.steps.append(step)
        self.mark("after-step")
        if self.options["stop-if-halved"] and trainer.batch_size != self.measured["batch"]:
            self.measured["batchAfterFirstEpoch"] = trainer.batch_size
            raise Enough

    def optimizer_state(self, trainer):
        tensors = [v for state in trainer.optimizer.state.values() for v in state.values() if self.torch.is_tensor(v) and v.is_cuda]
        return sum(v.numel() * v.element_size() for v in tensors)

    def on_epoch_end(self, trainer):
        self.meter.lap()
        epoch = trainer.epoch
        if "batchAfterFirstEpoch" not in self.measured:
            self.measured["batchAfterFirstEpoch"] = trainer.batch_size
            self.measured["outsideAllocatorBytes"] = self.outside()
        steps = [s for s in self.steps if s.get("epoch", 0) == epoch]
        scale = trainer.scaler.get_scale() if getattr(trainer, "scaler", None) is not None else None
        self.measured["optimizerStateBytes"] = self.optimizer_state(trainer)
        stats = self.cuda.memory_stats()
        self.measured["allocRetries"], self.measured["outOfMemoryErrors"] = stats["num_alloc_retries"], stats["num_ooms"]
        self.state.setdefault("epochs", {})[epoch] = {
            "steps": len(steps), "mosaic": self.state["mosaic"],
            "maxLabels": max((s.get("maxLabels", 0) for s in steps), default=0), "optimizerStateBytes": self.measured["optimizerStateBytes"],
            "gradientScale": scale, "liveAtEndBytes": self.cuda.memory_allocated(), "reservedAtEndBytes": self.cuda.memory_reserved()}
        self.enter("validation", epoch)
        self.save()

    def on_val_start(self, validator):
        if self.tracer and not self.state.get("final"):
            self.tracer.unwatch()
            self.tracer.watch(self.trainer.ema.ema)

    def on_val_end(self, validator):
        if self.tracer and not self.state.get("final"):
            self.tracer.unwatch()  # the averaged model is about to be pickled
            self.tracer.watch(self.trainer.model)
        if not self.state.get("final"):
            self.enter("checkpoint", self.trainer.epoch)

    def on_fit_end(self, trainer):
        if self.state.get("final"):
            return
        last = trainer.epoch + 1 >= trainer.epochs
        self.enter("end" if last else "train", trainer.epoch + 1)
        self.save()

    def outside(self):
        """The process's use by the driver's count less what the allocator has reserved."""
        reserved = self.cuda.memory_reserved()
        if self.driver:
            processes = self.driver.processes()
            used = processes.get(os.getpid())
            if used is None and len(processes) == 1 and not self.options["share"]:
                used = next(iter(processes.values()))  # in a container the driver knows this process by another number
            if used is not None:
                return used - reserved
        if self.options["share"]:
            return None
        free, total = self.cuda.mem_get_info()
        return total - free - reserved

    def finish(self):
        self.measured.update(self.meter.fields())
        epochs = self.state.get("epochs", {})
        if len(epochs) > 1 or (epochs and not self.truth):
            self.measured["epochs"] = [{**epochs[e], **{k: v for k, v in self.meter.fields(e).items() if k.startswith(("train", "validation", "checkpoint"))}} for e in sorted(epochs)]
        kept, best = [], (0, 0)
        for step in self.steps:
            peaks = (step.pop("trainLivePeak", 0), step.pop("trainReservedPeak", 0))
            if len(self.steps) <= 40 or peaks[0] > best[0] or peaks[1] > best[1]:
                kept.append(step)
            best = (max(best[0], peaks[0]), max(best[1], peaks[1]))
        self.measured["steps"] = kept

    # -- from start to record

    def measure(self):
        started = time.time()
        error = None
        try:
            self.prepare()
            (self.predict if self.run.get("mode") == "predict" else self.train)()
        except Failure as failure:
            error = {"reason": failure.reason, "message": failure.message}
        except MemoryError:
            error = {"reason": "out-of-host-memory", "message": "The machine's own memory is full."}
        except OSError as failure:
            full = failure.errno == 28
            error = {"reason": "disk-full" if full else "failed", "message": f"{type(failure).__name__}: {failure}"[:600]}
        except Exception as failure:
            error = self.explain(failure)
        if error and error["reason"] == "disk-full":  # make room for the record
            for name in ("data", "runs"):
                shutil.rmtree(f"{self.scratch}/{name}", ignore_errors=True)
        if error:
            error["phase"] = getattr(self, "meter", None) and self.meter.now[0] or "startUp"
        if error and error["reason"] == "out-of-memory":
            self.meter.lap()
            self.finish()
            self.measured.update(batchAfterFirstEpoch=0, outOfMemory=error["phase"])  # whatever it was halved to: it failed
            if self.environment.get("allocatorCapBytes"):
                self.measured["outOfMemoryMessage"] = error["message"]
                error = None  # with a limit this is the answer, not a mishap
        if self.tracer_of() and not error:
            versions = {k: self.environment[k] for k in ("torch", "ultralytics", "gpu")}
            self.tracer.write(self.options["trace"], versions)
            self.measured["traceEvents"] = len(self.tracer.rows)
        self.measured["seconds"] = round(time.time() - started, 1)
        self.save(**({"error": error} if error else {}), done=True)

    def tracer_of(self):
        return getattr(self, "tracer", None)

    def explain(self, failure):
        text = f"{type(failure).__name__}: {failure}"[:600]
        low = text.lower()
        if "out of memory" in low or any(s in text for s in ("CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED")):
            return {"reason": "out-of-memory", "message": text}
        if "dataset" in low and ("not found" in low or "error" in low) and self.options["real-data"]:
            return {"reason": "missing-data-set", "message": text}
        if "no space left" in low:
            return {"reason": "disk-full", "message": text}
        return {"reason": "failed", "message": text, "trace": traceback.format_exc()[-1500:]}


# ------------------------------------------------------------------------------------------------------- many runs, in order


class Supervisor:
    """Starts a process for every run, ends it at its time limit with all it has started, and keeps the disk clean."""

    def __init__(self, options, scratch):
        self.options, self.scratch = options, scratch
        self.started, self.children, self.lock, self.count = time.time(), {}, threading.Lock(), 0
        self.stopped = False

    def seconds_left(self):
        deadline = self.options.deadline
        return math.inf if deadline is None else deadline - (time.time() - self.started)

    def run_once(self, run, options):
        """One process, one record."""
        limit = min(options["time-limit"], self.seconds_left())
        if limit < 5 or self.stopped:
            return {**plain(run), "error": {"reason": "not-run", "message": "The time for all runs was over before this one began."}}
        with self.lock:
            self.count += 1
            folder = f"{self.scratch}/{self.count}"
        os.makedirs(folder)
        job = {"run": {**run, "startedIn": os.getcwd()}, "options": options, "scratch": folder}
        environment = {**os.environ, "TMPDIR": folder}  # data loaders leave their sockets behind when they are killed
        if self.options.jobs > 1:
            environment.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // self.options.jobs)))
        try:
            with open(f"{folder}/job.json", "w", encoding="utf-8") as file:
                json.dump(job, file)
            with open(f"{folder}/log", "wb") as log:
                child = subprocess.Popen([sys.executable, os.path.abspath(__file__), "--child", f"{folder}/job.json"], stdin=subprocess.DEVNULL,
                                         stdout=log, stderr=subprocess.STDOUT, env=environment, start_new_session=os.name != "nt")
            self.children[child.pid] = child
            timed_out = False
            try:
                child.wait(limit)
            except subprocess.TimeoutExpired:
                timed_out = True
            self.end(child)
            return self.result(run, folder, child.returncode, limit if timed_out else None)
        except OSError as failure:
            reason = "disk-full" if failure.errno == 28 else "failed"
            return {**plain(run), "error": {"reason": reason, "message": str(failure)}}
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def end(self, child):
        """The whole group: data loaders outlive a killed trainer."""
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (AttributeError, ProcessLookupError, PermissionError):
            if child.poll() is None:
                child.kill()
        child.wait()
        self.children.pop(child.pid, None)

    def result(self, run, folder, code, timed_out):
        try:
            with open(f"{folder}/result.json", encoding="utf-8") as file:
                record = json.load(file)
        except (OSError, ValueError):
            record = plain(run)
        phase, done = record.pop("phase", "startUp"), record.pop("done", False)
        if done:
            return record
        with open(f"{folder}/log", "rb") as log:
            tail = log.read()[-1200:].decode(errors="replace")
        if timed_out is not None:
            reason, message = "time-limit", f"The run was ended after {timed_out:.0f} s."
        elif code is not None and code < 0:
            reason, message = "killed", f"The process was killed by signal {-code}" + (" (the machine's own memory may be full)." if code == -9 else ".")
        elif "No space left" in tail or shutil.disk_usage(folder).free < MIB:
            reason, message = "disk-full", "The disk is full."
        else:
            reason, message = "failed", f"The process ended with code {code} and no result."
        record["error"] = {"reason": reason, "phase": phase, "message": message, "log": tail}
        return record

    def stop(self, *_):
        self.stopped = True
        for child in list(self.children.values()):
            self.end(child)


def plain(run):
    return {k: v for k, v in run.items() if k not in ("measure", "modelsRelativeTo", "startedIn")}


def survives(record):
    """Whether the run went through as written: every phase, and with its own batch."""
    measured = record.get("measured") or {}
    return not record.get("error") and measured.get("batchAfterFirstEpoch") == measured.get("batch")


def search_limit(low, high, attempt, tries, within=0.02):
    """Bisect (by ratio) the smallest limit that survives. `low` fails and `high` survives without being tried.
    The first guess lies where measured runs have it: 2 to 9 % above the live peak."""
    guesses = []
    while high / low > 1 + within and len(guesses) < tries:
        middle = math.sqrt(low * high)
        if not guesses and (high / low) ** (0.5**tries) > 1 + within:  # halving alone would take too many runs
            middle = min(middle, low * 1.1)
        middle = int(middle // (2 * MIB)) * 2 * MIB
        if middle <= low or middle >= high:
            break
        answer = attempt(middle)
        if answer is None:
            break
        guesses.append([middle, answer])
        low, high = (low, middle) if answer else (middle, high)
    return int(low), int(high), guesses


def find_limit(supervisor, run, options):
    """The smallest allocator limit that the run survives with, within 2 %, in six runs or fewer."""
    first = supervisor.run_once(run, options)
    if not survives(first):
        return first
    measured = first["measured"]
    peaks = lambda kind: max(v for k, v in measured.items() if k.endswith(f"{kind}PeakBytes") and isinstance(v, int))
    limited = {**options, "trace": None, "count-candidates": False, "stop-if-halved": True}

    def attempt(cap):
        record = supervisor.run_once({**run, "environment": {**(run.get("environment") or {}), "allocatorCapBytes": cap}}, limited)
        reason = (record.get("error") or {}).get("reason")
        return None if reason in ("not-run", "time-limit", "killed") else survives(record)

    low, high, tried = search_limit(peaks("Live"), peaks("Reserved"), attempt, tries=5)
    measured["smallestLimit"] = {"survivesBytes": high, "failsBytes": low, "runs": 1 + len(tried), "tried": tried}
    return first


def measure_run(supervisor, run, options):
    own = {**options, **(run.get("measure") or {})}
    if own["trace"]:
        if own["trace"] is True:
            own["trace"] = supervisor.options.trace or "."
        os.makedirs(own["trace"], exist_ok=True)
        own["trace"] = os.path.abspath(os.path.join(own["trace"], re.sub(r"[^\w.-]", "_", str(run["id"])) + ".json.gz"))
    record = (find_limit if own["find-limit"] else Supervisor.run_once)(supervisor, run, own)
    if own["as-truth"]:
        record["asTruth"] = True
    return record


def wants_the_gpu_alone(run):
    """AutoBatch goes by the memory that is free."""
    batch = (run.get("train") or {}).get("batch", 16)
    return isinstance(batch, (int, float)) and batch < 1


def disturbed(record):
    """Out of memory, or halved, without a limit of its own: another run may be to blame."""
    measured = record.get("measured") or {}
    if (record.get("environment") or {}).get("allocatorCapBytes"):
        return False
    halved = measured.get("batchAfterFirstEpoch") is not None and measured["batchAfterFirstEpoch"] != measured.get("batch")
    return halved or (record.get("error") or {}).get("reason") == "out-of-memory"


def measure_all(supervisor, runs, options, emit):
    jobs = supervisor.options.jobs
    alone = [run for run in runs if jobs == 1 or wants_the_gpu_alone(run)]
    shared = [run for run in runs if not (jobs == 1 or wants_the_gpu_alone(run))]
    if shared:
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            waiting = {pool.submit(measure_run, supervisor, run, {**options, "share": True}): run for run in shared}
            for future in concurrent.futures.as_completed(waiting):
                record = future.result()
                if disturbed(record):
                    alone.append(waiting[future])
                else:
                    emit(record)
    for run in alone:
        emit(measure_run(supervisor, run, options))


# --------------------------------------------------------------------------------------------------------------- the command


def read_runs(path):
    """Every line as a run; all that is wrong is said at once."""
    try:
        text = sys.stdin.read() if path == "-" else open(path, encoding="utf-8").read()
    except OSError as failure:
        raise SystemExit(unreadable([f"{path}: {failure.strerror}"]))
    runs, wrong = [], []
    base = os.getcwd() if path == "-" else os.path.dirname(os.path.abspath(path))
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            run = json.loads(line)
        except ValueError as failure:
            wrong.append(f"{path}:{number}: not JSON: {failure}")
            continue
        mode = run.get("mode", "train") if isinstance(run, dict) else None
        if not isinstance(run, dict) or mode not in ("train", "predict") or not isinstance(run.get(mode), dict) or "model" not in run[mode]:
            wrong.append(f"{path}:{number}: a run has an id, a mode (train or predict) and under that name its arguments, model among them")
            continue
        run.setdefault("id", str(number))
        run = {key: value for key, value in run.items() if key not in ("measured", "error", "shortened")}  # a record is a run, too
        run["modelsRelativeTo"] = base
        runs.append(run)
    if wrong:
        raise SystemExit(unreadable(wrong))
    return runs


def unreadable(messages):
    for message in messages:
        print(message, file=sys.stderr)
    return 2


def check_machine(options, driver):
    """What makes every measurement here worthless, found before the first run starts."""
    check_packages()
    if driver is None:
        return
    there = driver.describe()
    if options.gpu and not same_gpu(options.gpu, there["gpu"] or ""):
        raise Failure("other-gpu", f"This machine has an {there['gpu']}, and {options.gpu} was declared.")
    if options.share:
        return
    others = driver.processes()
    for _ in range(16):  # a process that has just ended stays listed for a moment
        if not others:
            return
        time.sleep(0.25)
        others = driver.processes()
    listed = ", ".join(f"{pid} ({'unknown' if used is None else round(used / MIB)} MiB)" for pid, used in sorted(others.items()))
    raise Failure("other-process", f"Another process is on the GPU: {listed}. End it, or measure with --share.")


# What every training loads beside its tensors: cuDNN and its kernels for half precision, forwards and backwards. A matrix
# product is left out: of 64 x 4096 values it loads 128 MiB on an H100, more than any training that was measured.
PROBE = """
import json, torch
torch.cuda.init()
block = lambda a, b: [torch.nn.Conv2d(a, b, 3, 2, 1, bias=False), torch.nn.BatchNorm2d(b), torch.nn.SiLU()]
layers = torch.nn.Sequential(*block(3, 16), *block(16, 32)).cuda()
with torch.autocast("cuda", torch.float16):
    loss = layers(torch.zeros(4, 3, 64, 64, device="cuda")).float().sum()
loss.backward()
torch.cuda.synchronize()
free, total = torch.cuda.mem_get_info()
card, reserved = torch.cuda.get_device_properties(0), torch.cuda.memory_reserved()
print(json.dumps({"torch": torch.__version__, "cuda": torch.version.cuda, "cudnn": torch.backends.cudnn.version(), "cudaName": card.name,
                  "cudaTotalBytes": total, "cudaFreeBytes": free, "cudaReservedBytes": reserved, "capability": [card.major, card.minor],
                  "multiprocessors": card.multi_processor_count}))
"""


def held_beside_tensors(answer):
    """What other processes hold, and what the probe held outside the allocator, which is the least that training holds; nothing
    where the driver was not asked."""
    if answer.get("mig") is not False:  # of a slice, the driver's figures are those of the whole card
        return {}
    # CUDA's total leaves out what the driver keeps for itself; what is used beside that is other processes'.
    others = max(0, answer["driverUsedBytes"] - (answer["driverTotalBytes"] - answer["cudaTotalBytes"]))
    used = answer["cudaTotalBytes"] - answer["cudaFreeBytes"]
    return {"otherBytes": others, "outsideAllocatorBytes": max(0, used - answer["cudaReservedBytes"] - others)}


def doctor(options):
    """What the driver and CUDA say of this machine: one JSON record."""
    answer = {"python": platform.python_version(), "os": platform.system().lower()}
    try:
        driver = open_driver()
        if driver:
            answer.update(driver.describe())
            answer["processes"] = [{"pid": pid, "usedBytes": used} for pid, used in sorted(driver.processes().items())]
        check_packages()
        try:
            answer["ultralytics"] = importlib.metadata.version("ultralytics")
        except importlib.metadata.PackageNotFoundError:  # a clone on the path
            pass
        done = subprocess.run([sys.executable, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=options.time_limit)
        if done.returncode:
            raise Failure("no-cuda-device", "No CUDA device: " + done.stderr.decode(errors="replace").strip()[-300:])
        answer.update(json.loads(done.stdout))
        answer.update(held_beside_tensors(answer))
        if options.gpu and answer.get("gpu") and not same_gpu(options.gpu, answer["gpu"]):
            raise Failure("other-gpu", f"This machine has an {answer['gpu']}, and {options.gpu} was declared.")
    except Failure as failure:
        answer["error"] = {"reason": failure.reason, "message": failure.message}
    except subprocess.TimeoutExpired:
        answer["error"] = {"reason": "time-limit", "message": f"CUDA did not answer within {options.time_limit} s."}
    print(json.dumps(answer))
    return 1 if "error" in answer else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("runs", nargs="?", help="JSON lines, one run a line; - reads standard input")
    parser.add_argument("--out", help="append the records to this file instead of printing them")
    parser.add_argument("--only", nargs="+", metavar="ID", help="measure only these runs")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="runs at the same time on the one GPU (implies --share)")
    parser.add_argument("--time-limit", type=float, default=300, metavar="S", help="seconds after which a run is ended (300)")
    parser.add_argument("--deadline", type=float, metavar="S", help="seconds after which no run goes on")
    parser.add_argument("--steps", type=int, default=8, metavar="N", help="training steps an epoch at most (8)")
    parser.add_argument("--full", action="store_true", help="as many epochs and images as the run declares")
    parser.add_argument("--as-truth", action="store_true", help="no AMP check, no final evaluation, gradient scale 1, uniform labels")
    parser.add_argument("--real-data", action="store_true", help="train on the data set that the run names")
    parser.add_argument("--find-limit", action="store_true", help="find the smallest allocator limit that the run survives with")
    parser.add_argument("--auto-batch-only", action="store_true", help="end a run with batch below 1 when its batch is chosen")
    parser.add_argument("--count-candidates", action="store_true", help="count the boxes that NMS gets")
    parser.add_argument("--class-scores", type=float, metavar="P", help="give every anchor this score: the most boxes NMS can get")
    parser.add_argument("--trace", metavar="DIR", help="write every allocation and free of each run to DIR/ID.json.gz")
    parser.add_argument("--gpu", metavar="NAME", help="refuse to measure on another GPU than this one")
    parser.add_argument("--share", action="store_true", help="measure although other processes are on the GPU")
    parser.add_argument("--doctor", action="store_true", help="only say what this machine has")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    return parser


def main():
    parser = arguments()
    options = parser.parse_args()
    if options.child:
        with open(options.child, encoding="utf-8") as file:
            Measurement(json.load(file)).measure()
        sys.stdout.flush()
        os._exit(0)  # data loaders and CUDA have nothing left to say
    if options.doctor:
        return doctor(options)
    if not options.runs or options.jobs < 1:
        parser.error("a file of runs is needed" if not options.runs else "--jobs is 1 or more")
    runs = [run for run in read_runs(options.runs) if not options.only or run["id"] in options.only]
    options.share = options.share or options.jobs > 1
    failures, out, lock = [], open(options.out, "a", encoding="utf-8") if options.out else sys.stdout, threading.Lock()

    def emit(record):
        with lock:
            print(json.dumps(record), file=out, flush=True)
            failures.extend([record["id"]] if record.get("error") else [])
            if options.out:
                print(f"{record['id']}: {(record.get('error') or {}).get('reason', 'measured')} ({(record.get('measured') or {}).get('seconds', '-')} s)", flush=True)

    try:
        check_machine(options, open_driver())
    except Failure as failure:
        for run in runs:
            emit({**plain(run), "error": {"reason": failure.reason, "message": failure.message}})
        return 1
    scratch = tempfile.mkdtemp(prefix="gpu-memory-")
    supervisor = Supervisor(options, scratch)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, supervisor.stop)
    own = {key: vars(options)[key.replace("-", "_")] for key in
           ("as-truth", "full", "trace", "find-limit", "auto-batch-only", "count-candidates", "class-scores", "steps", "time-limit", "real-data", "share")}
    own["stop-if-halved"] = False
    try:
        measure_all(supervisor, runs, own, emit)
    finally:
        supervisor.stop()
        shutil.rmtree(scratch, ignore_errors=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
