"""Loggers, handlers and formatters as a dict describes them."""

import logging
import logging.handlers
import re
import sys

DEFAULT_LOGGING_CONFIG_PORT = 9030


def _resolve(name):
    """The object that a dotted name stands for."""
    parts = name.split(".")
    used = parts.pop(0)
    found = __import__(used)
    for part in parts:
        used += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(used)
            found = getattr(found, part)
    return found


class DictConfigurator:
    """Makes what a dict describes."""

    def __init__(self, config):
        self.config = config

    def value(self, value):
        """A value; ext:// names an object, cfg:// another part of the configuration."""
        if isinstance(value, str):
            if value.startswith("ext://"):
                return _resolve(value[6:])
            if value.startswith("cfg://"):
                found = self.config
                for part in value[6:].replace("[", ".").replace("]", "").split("."):
                    found = found[int(part) if part.isdigit() else part]
                return self.value(found)
        elif isinstance(value, (list, tuple)):
            return type(value)(self.value(item) for item in value)
        elif isinstance(value, dict):
            return {key: self.value(item) for key, item in value.items()}
        return value

    def custom(self, config):
        config = {key: self.value(value) for key, value in config.items()}
        factory = config.pop("()")
        if not callable(factory):
            factory = _resolve(factory)
        properties = config.pop(".", None)
        made = factory(**config)
        for name, value in (properties or {}).items():
            setattr(made, name, value)
        return made

    def formatter(self, config):
        if "()" in config:
            return self.custom(config)
        cls = _resolve(config["class"]) if "class" in config else logging.Formatter
        options = {"validate": config["validate"]} if "validate" in config else {}
        return cls(config.get("format"), config.get("datefmt"), config.get("style", "%"), **options)

    def filter(self, config):
        return self.custom(config) if "()" in config else logging.Filter(config.get("name", ""))

    def handler(self, config, formatters, filters, handlers):
        config = dict(config)
        formatter, level, names = config.pop("formatter", None), config.pop("level", None), config.pop("filters", None)
        if "()" in config:
            made = self.custom(config)
        else:
            cls = config.pop("class")
            cls = cls if callable(cls) else _resolve(cls)
            properties = config.pop(".", None)
            options = {key: self.value(value) for key, value in config.items()}
            if issubclass(cls, logging.handlers.MemoryHandler) and "target" in options:
                options["target"] = handlers[options["target"]]
            made = cls(**options)
            for name, value in (properties or {}).items():
                setattr(made, name, value)
        if formatter:
            made.setFormatter(formatters[formatter])
        if level is not None:
            made.setLevel(logging._checkLevel(level))
        for name in names or ():
            made.addFilter(filters[name] if isinstance(name, str) else name)
        return made

    def logger(self, logger, config, handlers, filters, incremental):
        level = config.get("level")
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if not incremental:
            for handler in logger.handlers[:]:
                logger.removeHandler(handler)
            for name in config.get("handlers") or ():
                logger.addHandler(handlers[name])
            for name in config.get("filters") or ():
                logger.addFilter(filters[name])
        if config.get("propagate") is not None:
            logger.propagate = config["propagate"]

    def made(self, kind, make):
        """All things of a kind by name."""
        result, waiting = {}, []
        for name in sorted(self.config.get(kind, {})):
            try:
                result[name] = make(self.config[kind][name], result)
            except KeyError as error:
                waiting.append((name, error))
            except Exception as error:
                raise ValueError(f"Unable to configure {kind[:-1]} {name!r}") from error
        for name, _ in waiting:
            try:
                result[name] = make(self.config[kind][name], result)
            except Exception as error:
                raise ValueError(f"Unable to configure {kind[:-1]} {name!r}") from error
        return result

    def configure(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        incremental = config.get("incremental", False)
        if incremental:
            for name, options in config.get("handlers", {}).items():
                if name not in logging._handlers:
                    raise ValueError(f"No handler found with name {name!r}")
                if options.get("level"):
                    logging._handlers[name].setLevel(logging._checkLevel(options["level"]))
            handlers = filters = {}
        else:
            logging._handlers.clear()
            before = [name for name, logger in logging.root.manager.loggerDict.items() if isinstance(logger, logging.Logger)]
            formatters = self.made("formatters", lambda options, _: self.formatter(options))
            filters = self.made("filters", lambda options, _: self.filter(options))
            handlers = self.made("handlers", lambda options, known: self.handler(options, formatters, filters, known))
            for name, handler in handlers.items():
                handler.name = name
            named = config.get("loggers", {})
            for name in before:
                if name not in named:
                    below = any(name.startswith(known + ".") for known in named)
                    logger = logging.root.manager.loggerDict[name]
                    if below:
                        logger.level, logger.handlers, logger.propagate = logging.NOTSET, [], True
                    else:
                        logger.disabled = bool(config.get("disable_existing_loggers", True))
                else:
                    logging.root.manager.loggerDict[name].disabled = False
        for name, options in config.get("loggers", {}).items():
            try:
                self.logger(logging.getLogger(name), options, handlers, filters, incremental)
            except Exception as error:
                raise ValueError(f"Unable to configure logger {name!r}") from error
        if config.get("root"):
            try:
                self.logger(logging.root, config["root"], handlers, filters, incremental)
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error
        logging.root.manager._clear_cache()


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configure logging as a dict says."""
    dictConfigClass(config).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Configure as an .ini file, open or by name, or a ConfigParser describes."""
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        parser = fname
    else:
        parser = configparser.ConfigParser(defaults)
        try:
            if hasattr(fname, "readline"):
                parser.read_file(fname)
            elif not parser.read(fname, encoding=encoding):
                raise FileNotFoundError(f"{fname} doesn't exist")
        except configparser.ParsingError as error:
            raise RuntimeError(f"{fname} is invalid: {error}") from None
    formatters = _formatters(parser)
    logging._acquireLock()
    try:
        logging._handlers.clear()
        logging.shutdown(logging._handlerList[:])
        del logging._handlerList[:]
        _install_loggers(parser, _install_handlers(parser, formatters), disable_existing_loggers)
    finally:
        logging._releaseLock()


def _names(parser, kind):
    return [name.strip() for name in parser[kind]["keys"].split(",") if name.strip()]


def _formatters(parser):
    made = {}
    for name in _names(parser, "formatters"):
        section = parser[f"formatter_{name}"]
        cls = _resolve(section["class"]) if section.get("class") else logging.Formatter
        made[name] = cls(section.get("format", raw=True, fallback=None), section.get("datefmt", raw=True, fallback=None),
                         section.get("style", raw=True, fallback="%"))
    return made


def _install_handlers(parser, formatters):
    made, targets = {}, {}
    for name in _names(parser, "handlers"):
        section = parser[f"handler_{name}"]
        known = vars(logging)
        try:
            cls = eval(section["class"], known)
        except (AttributeError, NameError):
            cls = _resolve(section["class"])
        handler = cls(*eval(section.get("args", "()"), known), **eval(section.get("kwargs", "{}"), known))
        handler.name = name
        if "level" in section:
            handler.setLevel(section["level"])
        if section.get("formatter"):
            handler.setFormatter(formatters[section["formatter"]])
        if issubclass(cls, logging.handlers.MemoryHandler) and section.get("target"):
            targets[handler] = section["target"]
        made[name] = handler
    for handler, target in targets.items():
        handler.setTarget(made[target])
    return made


def _install_loggers(parser, handlers, disable):
    names = _names(parser, "loggers")
    names.remove("root")
    _set_logger(logging.root, parser["logger_root"], handlers)
    existing, wanted = set(logging.root.manager.loggerDict), set()
    for name in names:
        section = parser[f"logger_{name}"]
        wanted.add(section["qualname"])
        logger = logging.getLogger(section["qualname"])
        logger.propagate, logger.disabled = section.getint("propagate", fallback=1), False
        _set_logger(logger, section, handlers)
    for name in existing - wanted:
        logger = logging.root.manager.loggerDict[name]
        if any(name.startswith(f"{parent}.") for parent in wanted):
            logger.level, logger.handlers, logger.propagate = logging.NOTSET, [], True
        elif isinstance(logger, logging.Logger):
            logger.disabled = disable


def _set_logger(logger, section, handlers):
    if "level" in section:
        logger.setLevel(section["level"])
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    for name in filter(None, map(str.strip, section["handlers"].split(","))):
        logger.addHandler(handlers[name])


def valid_ident(s):
    """Whether a text is a name."""
    if not IDENTIFIER.match(s):
        raise ValueError("Not a valid Python identifier: %r" % s)
    return True


IDENTIFIER = re.compile("^[a-z_][a-z0-9_]*$", re.I)
_listener = None


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread that takes configurations from a socket."""
    import io
    import json
    import socketserver
    import struct
    import threading
    import traceback

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            head = self.rfile.read(4)
            if len(head) < 4:
                return
            data = self.rfile.read(struct.unpack(">L", head)[0])
            if self.server.verify is not None:
                data = self.server.verify(data)
            if data is None:
                return
            text = data.decode("utf-8")
            try:
                dictConfig(json.loads(text))
            except Exception:
                try:
                    fileConfig(io.StringIO(text))
                except Exception:
                    traceback.print_exc()
            if self.server.ready:
                self.server.ready.set()

    class Listener(threading.Thread):
        def __init__(self):
            super().__init__()
            self.ready = threading.Event()

        def run(self):
            global _listener
            server = socketserver.ThreadingTCPServer(("localhost", port), Handler)
            server.verify, server.ready = verify, self.ready
            self.server, self.port = server, server.server_address[1]
            _listener = self
            self.ready.set()
            server.serve_forever(poll_interval=0.1)
            server.server_close()

    return Listener()


def stopListening():
    """End that thread."""
    global _listener
    if _listener:
        _listener.server.shutdown()
        _listener = None
