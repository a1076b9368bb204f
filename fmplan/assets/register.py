"""Reading `assets/`: every file typed, types and defaults filled in, ids told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from fmplan.assets.asset_form import AssetForm, RegisterForm
from fmplan.assets.estate import Asset, Layer
from fmplan.assets.ids import bad_id, have_look_alikes, is_id, look_alikes
from fmplan.assets.mistakes import did_you_mean, item_places, read_form, sentence
from fmplan.assets.tasks import TaskReader
from fmplan.findings import Finding, Place, Severity
from fmplan.tree import Tree, TreeError
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.reader import read_yaml


class _Type(Struct, frozen=True):
    values: Mapping[str, Any]
    layers: Mapping[str, Layer]
    place: Place


class _File(Struct, frozen=True):
    path: str
    block: Block
    form: RegisterForm


class Assets(Struct, frozen=True):
    """The assets of every file below `assets/`, by id in order, and where types and defaults say which class."""

    by_id: dict[str, Asset]
    classes_shared: dict[str, Place]


def read_register(tree: Tree, tasks: TaskReader) -> tuple[Assets, list[Finding]]:
    """Return what every file below `assets/` says, and all that is wrong with it."""
    findings: list[Finding] = []
    files: list[_File] = []
    for path, block in _blocks(tree, "assets", findings):
        form, mistakes = read_form(RegisterForm, block)
        findings += mistakes
        if form is None:
            _read_tasks_alone(block, tasks)
        else:
            files.append(_File(path, block, form))
    # Of a file with a mistake nothing is known: the types that seem missing may stand there.
    is_whole = not any(finding.is_error for finding in findings)
    types = _types(files, tasks, findings)
    assets: dict[str, Asset] = {}
    found = [asset for file in files for asset in _assets(file, types, tasks, findings)]
    for asset in found:
        assets.setdefault(asset.id, asset)
    if have_look_alikes([asset.id for asset in found]):
        findings += look_alikes([(asset.id, asset.place()) for asset in found], "the asset")
    findings += _wrong_former_ids(assets)
    if not is_whole:
        findings = [finding for finding in findings if finding.code != "unknown-type"]
    return Assets(dict(sorted(assets.items())), _classes_shared(files)), findings


def _classes_shared(files: list[_File]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for file in files:
        types = file.block.get("types")
        for block in (file.block.get("defaults"), *(types.values() if isinstance(types, Block) else ())):
            if isinstance(block, Block) and isinstance(class_ := block.get("class"), str):
                found.setdefault(class_, block.value_place("class"))
    return found


def _read_tasks_alone(block: Block, tasks: TaskReader) -> None:
    """Read the tasks of a file that is no register, for what is wrong with them: all mistakes are told at once."""
    owners = [block.get("defaults")]
    for key in ("types", "assets"):
        written = block.get(key)
        owners += written.values() if isinstance(written, Block) else ()
    for owner in owners:
        written = owner.get("tasks") if isinstance(owner, Block) else None
        if isinstance(written, Block):
            tasks.read(written, "")


def yaml_blocks(tree: Tree, folder: str) -> tuple[list[tuple[str, Block]], list[Finding]]:
    """Return the top block of every YAML file below `folder`, by path, and what cannot be read."""
    findings: list[Finding] = []
    return list(_blocks(tree, folder, findings)), findings


def _blocks(tree: Tree, folder: str, findings: list[Finding]) -> Iterator[tuple[str, Block]]:
    try:
        paths = tree.paths(folder)
    except TreeError as error:
        findings.append(unreadable(error))
        return
    for path in paths:
        if not path.endswith((".yaml", ".yml")):
            continue
        try:
            data = tree.read(path)
        except TreeError as error:
            findings.append(unreadable(error))
            continue
        block, mistakes = read_yaml(path, data)
        findings += mistakes
        if block is not None:
            yield path, block


def unreadable(error: TreeError) -> Finding:
    """Return the finding for a file or folder that cannot be opened."""
    return Finding(
        "unreadable-file",
        Severity.ERROR,
        Place(error.path),
        f"cannot be read: {error.reason}",
        "Check that it exists, that you may read it and that no link leads in a circle.",
    )


def _types(files: list[_File], tasks: TaskReader, findings: list[Finding]) -> dict[str, _Type]:
    types: dict[str, _Type] = {}
    ids: list[tuple[str, Place]] = []
    for file in files:
        for id_, form in file.form.types.items():
            blocks = file.block["types"]
            place = blocks.key_place(id_)
            ids.append((id_, place))
            if wrong := bad_id(id_, "a type", place):
                findings.append(wrong)
                continue
            values = form.said()
            types[id_] = _Type(values, tasks.read(values.pop("tasks", None), f"type {id_}"), place)
    findings += look_alikes(ids, "the type")
    return types


def _assets(file: _File, types: Mapping[str, _Type], tasks: TaskReader, findings: list[Finding]) -> Iterator[Asset]:
    defaults = file.form.defaults.said()
    shared_layers = tasks.read(defaults.pop("tasks", None), "defaults")
    if not file.form.assets:
        return
    blocks: Block = file.block["assets"]
    for id_, form in file.form.assets.items():
        if not is_id(id_) and (wrong := bad_id(id_, "an asset", blocks.key_place(id_))):
            findings.append(wrong)
            continue
        asset = _asset(id_, form, blocks, defaults, shared_layers, types, tasks, findings)
        if asset is not None:
            yield asset


def _asset(
    id_: str,
    form: AssetForm,
    within: Block,
    defaults: Mapping[str, Any],
    shared_layers: Mapping[str, Layer],
    types: Mapping[str, _Type],
    tasks: TaskReader,
    findings: list[Finding],
) -> Asset | None:
    block: Block = within[id_]
    own = form.said()
    layers = tasks.read(own.pop("tasks", None), f"asset {id_}")
    type_ = None
    if form.type is not None:
        type_ = types.get(form.type)
        if type_ is None:
            findings.append(_unknown_type(form.type, block, types))
            return None
    from_type = type_.values if type_ else {}
    values = {**defaults, **from_type, **own}
    if defaults or from_type:
        for key in ("attributes", "certificates", "waive"):
            if key in values:
                values[key] = {**defaults.get(key, {}), **from_type.get(key, {}), **own.get(key, {})}
    complete = True
    for key, shown in (("name", "name"), ("class_", "class")):
        if key not in values:
            complete = False
            findings.append(_missing(id_, shown, within.key_place(id_)))
    if not complete:
        return None
    if shared_layers or type_:
        stacks = _stacked(shared_layers, type_.layers if type_ else {}, layers)
    else:
        stacks = {task: (layer,) for task, layer in layers.items()}
    return Asset(id=id_, block=block, tasks=stacks, within=within, **values)


def _wrong_former_ids(assets: Mapping[str, Asset]) -> Iterator[Finding]:
    """Find older ids that cannot be one, or that another asset has or had: keys and logbook go by them."""
    had: dict[str, Asset] = {}
    for asset in assets.values():
        if not asset.formerly:
            continue
        for id_, place in zip(asset.formerly, item_places(asset.block, "formerly"), strict=True):
            if wrong := bad_id(id_, "an asset", place):
                yield wrong
                continue
            other = assets.get(id_) or had.get(id_)
            if other is not None and other is not asset:
                yield Finding(
                    "duplicate-id",
                    Severity.ERROR,
                    place,
                    f"{asset.id} cannot have been {id_!r}: that is or was {other.id}, written at {other.place()}",
                    "Take the older id out here, or there.",
                )
            had[id_] = asset


def _stacked(*levels: Mapping[str, Layer]) -> dict[str, tuple[Layer, ...]]:
    """Lay the levels over one another: for each task the layers that speak of it, the weakest first."""
    stacks: dict[str, tuple[Layer, ...]] = {}
    for level in levels:
        for task, layer in level.items():
            stacks[task] = (*stacks.get(task, ()), layer)
    return stacks


def _missing(id_: str, key: str, place: Place) -> Finding:
    remedy = {
        "name": f"Add a name below {id_}, for example name: Domestic pump 3.",
        "class": f"Add a class below {id_}, for example class: pump/domestic, or a type that has one.",
    }[key]
    return Finding("missing-key", Severity.ERROR, place, f"the asset {id_!r} has no {key}", remedy)


def _unknown_type(name: str, block: Block, types: Mapping[str, _Type]) -> Finding:
    close = did_you_mean(name, types)
    return Finding(
        "unknown-type",
        Severity.ERROR,
        block.value_place("type"),
        f"no type is called {name!r}",
        sentence(close)
        or "Write the type under types: of this or another file, for example\n"
        f"  types:\n    {name}: {{class: pump/domestic}}",
    )
