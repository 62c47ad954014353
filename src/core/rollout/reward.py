"""Dense reward of a Vantage rollout, from its stored files alone. Standard library only.

    python3 reward.py episodes/000012/reward-0.json episodes/000012/motion-0.jsonl

prints one JSON object a frame. As a module:

    task = load("reward-0.json")
    score(task, {16: {"position": [x, y, z], "orientation": [x, y, z, w]}})

Poses are worldFromObject by object id: metres, quaternions xyzw; what is left out is where it was at the start.
"""
import json
import math
import sys


def load(path):
    with open(path, encoding="utf-8") as file:
        task = json.load(file)
    if task.get("schema") != "vantage/reward@1":
        raise ValueError('"%s" is no reward file of Vantage.' % path)
    return task


def rotate(q, v):
    """v turned by the unit quaternion q."""
    x, y, z, w = q
    tx, ty, tz = 2 * (y * v[2] - z * v[1]), 2 * (z * v[0] - x * v[2]), 2 * (x * v[1] - y * v[0])
    return [
        v[0] + w * tx + y * tz - z * ty,
        v[1] + w * ty + z * tx - x * tz,
        v[2] + w * tz + x * ty - y * tx,
    ]


def score(task, poses):
    """distance, progress, reached, collateral and reward of a state."""
    pose = poses.get(task["object"])
    away = task["start"]
    if pose is not None:
        turned = rotate(pose["orientation"], task["center"])
        here = [turned[k] + pose["position"][k] for k in range(3)]
        away = min(math.dist(here, place) for place in task["region"])
    collateral = 0.0
    for other in task["others"]:
        now = poses.get(other["id"])
        if now is not None:
            collateral = max(collateral, math.dist(now["position"], other["position"]))
    progress = 1 - away / task["start"] if task["start"] > 1e-9 else 1.0
    return {
        "distance": away,
        "progress": progress,
        "reached": away <= task["reached"],
        "collateral": collateral,
        "reward": progress - (1 if collateral > task["maxCollateral"] else 0),
    }


def replay(task, lines):
    """Scores of a 30 Hz record, frame by frame: frames list what moved."""
    poses = {}
    for line in lines:
        frame = json.loads(line)
        for moved in frame["poses"]:
            poses[moved["id"]] = moved["worldFromObject"]
        yield dict(score(task, poses), time=frame["time"])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: reward.py REWARD.json MOTION.jsonl")
    with open(sys.argv[2], encoding="utf-8") as motion:
        for row in replay(load(sys.argv[1]), motion):
            print(json.dumps(row))
