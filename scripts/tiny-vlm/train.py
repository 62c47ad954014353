"""Trains the bundled model on what prepare.ts wrote. PyTorch 1.13 or newer, no other package but numpy.

    python3 train.py PREPARED OUT SECONDS [TOTAL_SECONDS]

Trains for SECONDS of processor time and leaves OUT/checkpoint.pt and OUT/weights.safetensors (16 bit). Called again it goes on where it
stopped; the learning rate falls to zero at TOTAL_SECONDS. The model is the one that decoder-graph.ts and
vision-graph.ts write as ONNX: the names of the weights are the same.

What made it look at the picture at all: weights scaled by fan-in, sine positions, a second loss that names what is in
each patch, and a third that pulls a patch's features to the words for what is in it. With pictures as 16 tokens of four
patches each and without the third loss, 1,000 steps left a model without eyes (reply loss 0.63).
"""
import json, math, os, struct, sys, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

PEAK_RATE = 2e-3

torch.manual_seed(0)
torch.set_num_threads(int(os.environ.get("THREADS", "1")))


class VisionBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-6), nn.LayerNorm(width, 1e-6)
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        b, n, d = x.shape
        y = self.norm1(x)
        q, k, v = (m(y).view(b, n, self.heads, d // self.heads).transpose(1, 2) for m in (self.q, self.k, self.v))
        a = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(d // self.heads), -1)
        x = x + self.o((a @ v).transpose(1, 2).reshape(b, n, d))
        u = self.fc1(self.norm2(x))
        return x + self.fc2(u * torch.sigmoid(1.702 * u))


class Vision(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.s, side = s, s["size"] // s["patch"]
        channels = [3, *s["stem"]]
        self.stem = nn.ModuleList([nn.Conv2d(a, b, 3, 2, 1) for a, b in zip(channels, channels[1:])])
        self.positions = nn.Parameter(sine_positions(side, s["width"]))
        self.blocks = nn.ModuleList([VisionBlock(s["width"], s["heads"]) for _ in range(s["layers"])])
        self.norm = nn.LayerNorm(s["width"], 1e-6)
        self.project = nn.Linear(s["width"] * s["merge"] ** 2, s["out"], bias=False)

    def forward(self, pixels):
        x = pixels
        for convolution in self.stem:
            x = F.relu(convolution(x))
        x = x.flatten(2).transpose(1, 2) + self.positions
        for block in self.blocks:
            x = block(x)
        patches = self.norm(x)
        b, side, m = x.shape[0], self.s["size"] // self.s["patch"], self.s["merge"]
        y = patches.view(b, side // m, m, side // m, m * self.s["width"]).permute(0, 1, 3, 2, 4)
        return self.project(y.reshape(b, (side // m) ** 2, m * m * self.s["width"])), patches


def sine_positions(side, width):
    q = width // 4
    w = 1 / (100 ** (np.arange(q) / q))
    y, x = np.mgrid[0:side, 0:side]
    part = lambda p: np.concatenate([np.sin(p.reshape(-1, 1) * w), np.cos(p.reshape(-1, 1) * w)], 1)
    return torch.tensor(np.concatenate([part(x), part(y)], 1), dtype=torch.float32)


class Norm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight, self.epsilon = nn.Parameter(torch.ones(width)), epsilon

    def forward(self, x):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + self.epsilon) * self.weight


def half_turn(x):
    h = x.shape[-1] // 2
    return torch.cat([-x[..., h:], x[..., :h]], -1)


class DecoderBlock(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.s = s
        d, hd = s["width"], s["width"] // s["heads"]
        self.input_norm, self.post_norm = Norm(d, s["epsilon"]), Norm(d, s["epsilon"])
        self.q, self.o = nn.Linear(d, d, bias=False), nn.Linear(d, d, bias=False)
        self.k, self.v = (nn.Linear(d, s["keyHeads"] * hd, bias=False) for _ in range(2))
        self.gate, self.up = (nn.Linear(d, s["hidden"], bias=False) for _ in range(2))
        self.down = nn.Linear(s["hidden"], d, bias=False)

    def forward(self, x, cos, sin, mask):
        s = self.s
        b, n, d = x.shape
        hd = d // s["heads"]
        y = self.input_norm(x)
        heads = lambda m, c: m(y).view(b, n, c, hd).transpose(1, 2)
        q, k, v = heads(self.q, s["heads"]), heads(self.k, s["keyHeads"]), heads(self.v, s["keyHeads"])
        q, k = q * cos + half_turn(q) * sin, k * cos + half_turn(k) * sin
        spread = lambda t: t.repeat_interleave(s["heads"] // s["keyHeads"], 1)
        a = torch.softmax(q @ spread(k).transpose(-1, -2) / math.sqrt(hd) + mask, -1)
        x = x + self.o((a @ spread(v)).transpose(1, 2).reshape(b, n, d))
        y = self.post_norm(x)
        g = self.gate(y)
        return x + self.down(g * torch.sigmoid(g) * self.up(y))


class Decoder(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.s = s
        self.embed = nn.Embedding(s["vocabulary"], s["width"])
        self.layers = nn.ModuleList([DecoderBlock(s) for _ in range(s["layers"])])
        self.norm = Norm(s["width"], s["epsilon"])

    def forward(self, embeds, positions, seen):
        """positions [b, n]; seen [b, n, n]: which tokens each may look at."""
        half = self.s["width"] // self.s["heads"] // 2
        angles = positions[..., None].float() * torch.tensor([self.s["theta"] ** (-i / half) for i in range(half)])
        angles = torch.cat([angles, angles], -1)[:, None]
        mask = torch.where(seen, 0.0, -10000.0)[:, None]
        x, cos, sin = embeds, angles.cos(), angles.sin()
        for layer in self.layers:
            x = layer(x, cos, sin, mask)
        return self.norm(x)


class Data:
    def __init__(self, folder, shape):
        v = shape["vision"]
        self.shape, self.size, self.side = shape, v["size"], v["size"] // v["patch"]
        self.pictures = np.memmap(f"{folder}/pictures.f16", np.float16, "r").reshape(-1, 3, self.size, self.size)
        self.patches = np.fromfile(f"{folder}/patches.u8", np.uint8).reshape(-1, self.side, self.side)
        self.samples = json.load(open(f"{folder}/samples.json"))
        self.by_picture = {}
        for s in self.samples:
            self.by_picture.setdefault(s["picture"], {"yes-no": [], "point": []})[s["kind"]].append(s)
        self.order = sorted(self.by_picture)

    def batch(self, rng, count, each, digits):
        """
        `count` pictures, each shifted, scaled and tinted at random, and `each` points and yes/no questions of every one.
        Questions about one picture lie behind it in one row; each sees the picture and itself, at the positions it has
        alone. So the picture is computed once.
        """
        chosen = rng.choice(self.order, count)
        zoom, shift = rng.uniform(0.9, 1.2, count), rng.uniform(-0.15, 0.15, (count, 2))
        theta = torch.zeros(count, 2, 3)
        for i in range(count):
            theta[i, 0, 0] = theta[i, 1, 1] = 1 / zoom[i]
            theta[i, :, 2] = torch.tensor(shift[i])
        raw = torch.from_numpy(self.pictures[chosen].astype(np.float32))
        grid = F.affine_grid(theta, list(raw.shape), align_corners=False)
        pixels = F.grid_sample(raw, grid, padding_mode="border", align_corners=False)
        pixels = pixels * torch.from_numpy(rng.uniform(0.9, 1.1, (count, 3, 1, 1)).astype(np.float32))
        pixels = pixels + torch.from_numpy(rng.uniform(-0.05, 0.05, (count, 3, 1, 1)).astype(np.float32))
        classes = torch.from_numpy(self.patches[chosen].astype(np.float32))[:, None]
        grid = F.affine_grid(theta, [count, 1, self.side, self.side], align_corners=False)
        labels = F.grid_sample(classes, grid, mode="nearest", align_corners=False)[:, 0].long()
        rows = [self.row(self.by_picture[p], rng, each, zoom[i], shift[i], digits) for i, p in enumerate(chosen)]
        longest = max(len(r[0]) for r in rows)
        fill = (self.shape["ids"]["pad"], -100, 0, -1)
        ids, target, positions, part = (
            torch.tensor([r[k] + [fill[k]] * (longest - len(r[k])) for r in rows]) for k in range(4)
        )
        causal = torch.ones(longest, longest, dtype=torch.bool).tril()
        seen = causal & ((part[:, None, :] == 0) | (part[:, None, :] == part[:, :, None]))
        return pixels, labels, ids, target, positions, seen

    def row(self, own, rng, each, zoom, shift, digits):
        """Tokens, targets (the token that follows, in replies), positions, and which question each token belongs to."""
        image = self.shape["ids"]["image"]
        ids, target, positions, part = [], [], [], []
        for kind in ("point", "yes-no"):
            for s in (own[kind][j] for j in rng.permutation(len(own[kind]))[:each]):
                reply = moved(s["reply"], zoom, shift, digits) if kind == "point" else s["reply"]
                if reply is None:
                    continue
                # The picture ends with the mark behind its last token.
                head = len(s["prompt"]) - s["prompt"][::-1].index(image) + 1
                if not ids:
                    ids, target = s["prompt"][:head], [-100] * head
                    positions, part = list(range(head)), [0] * head
                tokens = s["prompt"][head:] + reply
                silent = len(s["prompt"]) - head - 1
                part += [part[-1] + 1] * len(tokens)
                ids, positions = ids + tokens, positions + list(range(head, head + len(tokens)))
                target = target + [-100] * silent + reply + [-100]
        return ids, target, positions, part


def moved(reply, zoom, shift, digits):
    """The reply's tokens for the point as the picture's change moves it; None when it leaves the picture."""
    at = [i for i, t in enumerate(reply) if t in digits]
    value = "".join(str(digits[reply[i]]) for i in at)
    x, y = (int(value[k : k + 3]) / 100 for k in (0, 3))
    x, y = ((((2 * v - 1) - s) * zoom + 1) / 2 for v, s in zip((x, y), shift))
    if not (0.01 < x < 0.99 and 0.01 < y < 0.99):
        return None
    names = {v: k for k, v in digits.items()}
    figures = f"{round(x * 100):03d}{round(y * 100):03d}"
    return [names[int(figures[at.index(i)])] if i in at else t for i, t in enumerate(reply)]


def save_weights(vision, decoder, path):
    tensors = {}
    for prefix, module in (("vision", vision), ("decoder", decoder)):
        for name, p in module.state_dict().items():
            tensors[f"{prefix}.{name[:-7] if name.endswith('.weight') else name}"] = p.detach().numpy().astype(np.float16)
    header, at = {}, 0
    for name, t in sorted(tensors.items()):
        header[name] = {"dtype": "F16", "shape": list(t.shape), "data_offsets": [at, at + t.nbytes]}
        at += t.nbytes
    text = json.dumps(header).encode()
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + b"".join(t.tobytes() for _, t in sorted(tensors.items())))


def main():
    clock = time.process_time
    folder, out, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    total = float(sys.argv[4]) if len(sys.argv) > 4 else seconds
    os.makedirs(out, exist_ok=True)
    shape = json.load(open(f"{folder}/shape.json"))
    vocab = json.load(open(f"{folder}/tokenizer.json"))["model"]["vocab"]
    digits = {vocab[str(d)]: d for d in range(10)}
    data = Data(folder, shape)
    vision, decoder = Vision(shape["vision"]), Decoder(shape["decoder"])
    names = json.load(open(f"{folder}/classes.json"))
    classes = nn.Linear(shape["vision"]["width"], 1 + len(names))
    names = [name["tokens"] for name in names]
    with torch.no_grad():
        for name, p in [*vision.named_parameters(), *decoder.named_parameters()]:
            if p.dim() > 1 and name != "positions":
                p.normal_(0, 0.05 if name.startswith("embed") else (math.sqrt(2) if name.startswith("stem") else 1) / math.sqrt(p[0].numel()))
    parameters = [*vision.parameters(), *decoder.parameters(), *classes.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=PEAK_RATE, betas=(0.9, 0.95), weight_decay=0.05)
    spent, step = 0.0, 0
    if os.path.exists(f"{out}/checkpoint.pt"):
        saved = torch.load(f"{out}/checkpoint.pt")
        for module, key in ((vision, "vision"), (decoder, "decoder"), (classes, "classes"), (optimizer, "optimizer")):
            module.load_state_dict(saved[key])
        spent, step = saved["spent"], saved["step"]
    rng, image, start, losses = np.random.default_rng(step), shape["ids"]["image"], clock(), []
    while clock() - start < seconds:
        rate = min(1, (step + 1) / 50) * (0.5 + 0.5 * math.cos(math.pi * min(1, (spent + clock() - start) / total)))
        for group in optimizer.param_groups:
            group["lr"] = PEAK_RATE * rate
        pixels, labels, ids, target, positions, seen = data.batch(rng, 8, 3, digits)
        features, patches = vision(pixels)
        embeds = decoder.embed(ids)
        embeds = embeds.masked_scatter((ids == image)[..., None].expand_as(embeds), features.reshape(-1, embeds.shape[-1]))
        spoken = target != -100
        logits = decoder(embeds, positions, seen)[spoken] @ decoder.embed.weight.t()
        reply_loss = F.cross_entropy(logits, target[spoken])
        patch_loss = F.cross_entropy(classes(patches).flatten(0, 1), labels.flatten())
        named = labels.flatten() > 0
        words = F.normalize(torch.stack([decoder.embed.weight[w].mean(0) for w in names]), dim=-1)
        alike = 10 * F.normalize(features.reshape(-1, features.shape[-1])[named], dim=-1) @ words.t()
        word_loss = F.cross_entropy(alike, labels.flatten()[named] - 1)
        optimizer.zero_grad(set_to_none=True)
        (reply_loss + patch_loss + 0.5 * word_loss).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        step += 1
        losses.append((reply_loss.item(), patch_loss.item(), word_loss.item()))
        if step % 50 == 0:
            reply, patch, word = np.mean(losses[-50:], 0)
            print(f"step {step} reply {reply:.3f} patch {patch:.3f} word {word:.3f} {clock() - start:.0f} s", flush=True)
    keys = dict(vision=vision, decoder=decoder, classes=classes, optimizer=optimizer)
    torch.save({**{k: m.state_dict() for k, m in keys.items()}, "spent": spent + clock() - start, "step": step}, f"{out}/checkpoint.pt")
    save_weights(vision, decoder, f"{out}/weights.safetensors")


main()
