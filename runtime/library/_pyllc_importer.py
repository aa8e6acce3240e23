"""How importlib sees the modules that are compiled into a program.

Part of every program that contains importlib's two parts; the runtime calls install() once,
when it starts them (object/import_library.c). A compiled module is found where its source file was when
the program was built, whether or not that file is there now: for sys.path, path hooks
and __path__ it behaves as a source file. What is not compiled in is left to importlib.
"""

import _imp     # this and the next: looked for by _frozen_importlib, by name
import _thread
import sys

import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _external
import _pyllc


class CompiledLoader(_external.SourceFileLoader):

    """A module whose code is part of the program.

    Only the first module object made for it runs the compiled code, which has its global names
    at fixed addresses; any further one runs the source in the interpreter.
    """

    def create_module(self, spec):
        return _pyllc.make_module(spec.name)

    def exec_module(self, module):
        if _pyllc.is_first_instance(module):
            _bootstrap._call_with_frames_removed(_pyllc.run_module, module)
        else:
            super().exec_module(module)


class CompiledFinder(_external.FileFinder):

    """A folder of sys.path or of a package: its compiled modules, then its files."""

    def find_spec(self, fullname, target=None):
        found = _pyllc.find_module(fullname, self.path)
        if found is None:
            return super().find_spec(fullname, target)
        return _spec(fullname, *found)


def _spec(name, path, is_package):
    folders = [_external._path_split(path)[0]] if is_package else None
    return _external.spec_from_file_location(
        name, path, loader=CompiledLoader(name, path), submodule_search_locations=folders)


def _path_hook(details):
    def path_hook_for_FileFinder(path):
        if not _external._path_isdir(path) and not _pyllc.has_modules(path):
            raise ImportError('only directories are supported', path=path)
        return CompiledFinder(path, *details)
    return path_hook_for_FileFinder


def _adopt_main(module):
    path = getattr(module, '__file__', None)
    if path is None:
        module.__loader__ = _bootstrap.BuiltinImporter
    elif module.__spec__ is None:
        module.__loader__ = _external.SourceFileLoader('__main__', path)


def _adopt_namespace(name, module):
    parent, _, tail = name.rpartition('.')
    parent_path = (parent, '__path__') if parent else ('sys', 'path')
    folders = list(module.__path__)
    loader = _external.NamespaceLoader(name, folders, _external.PathFinder._get_spec)
    spec = _bootstrap.ModuleSpec(name, loader, is_package=True)
    spec.submodule_search_locations = module.__path__ = loader._path
    module.__spec__ = spec
    module.__loader__ = loader


def _adopt(name, module, path, is_package, is_running):
    spec = _spec(name, path, is_package)
    if is_package:
        spec.submodule_search_locations = module.__path__
    spec._initializing = is_running
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__cached__ = spec.cached


def install(running):
    sys.path_hooks[:] = [_path_hook(_external._get_supported_file_loaders())]
    sys.path_importer_cache.clear()
    for name, module in list(sys.modules.items()):
        if name == '__main__':
            _adopt_main(module)
            continue
        found = _pyllc.module_source(module)
        if found is None:
            continue
        if found == ():
            _adopt_namespace(name, module)
        elif found[0][0] != '<':
            _adopt(name, module, *found, name in running)
