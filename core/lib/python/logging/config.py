"""Loggers, handlers and formatters as a dict describes them."""

import logging
import logging.handlers
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
