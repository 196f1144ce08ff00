"""Classes whose instances are a fixed set of named values."""

import sys
import warnings
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property", "verify",
           "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr", "global_str",
           "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name"]

_property = property
Enum = Flag = ReprEnum = None
_WRAPS_GENERATE = sys.version_info >= (3, 12)  # in a staticmethod


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class auto:
    """A value that the class finds itself."""

    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % self.value


class property(DynamicClassAttribute):
    """An attribute of members whose name may also be a member's."""

    name = clsname = None

    def __get__(self, instance, ownerclass=None):
        if instance is None or self.fget is None:
            found = ownerclass._member_map_.get(self.name) if ownerclass is not None else None
            if found is None:
                raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
            return found
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    return name.startswith(f"_{cls_name}__") and not name.endswith("__")


def _is_single_bit(number):
    return number != 0 and number & number - 1 == 0


def _is_descriptor(value):
    return any(hasattr(value, name) for name in ("__get__", "__set__", "__delete__"))


class _Pending:
    """A member that is made when the class is there."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        delattr(cls, name)
        cls._add_member(name, self.value)


class _EnumDict(dict):
    """Namespace of the class body: keeps the names of the members in order."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key) or _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif _is_sunder(key):
            if key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
            elif key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = getattr(value, "__func__", value)
            elif key not in ("_order_", "_missing_", "_numeric_repr_", "_iter_member_", "_iter_member_by_value_",
                             "_iter_member_by_def_") and not key.startswith("_repr_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            elif isinstance(value, type):
                warnings.warn("In 3.13 classes created inside an enum will not become a member.  "
                              "Use the `member` decorator to keep the current behavior.", DeprecationWarning, stacklevel=2)
            value = self._with_autos(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def update(self, members, **more_members):
        pairs = [(name, members[name]) for name in members.keys()] if hasattr(members, "keys") else members
        for name, value in [*pairs, *more_members.items()]:
            self[name] = value

    def _with_autos(self, key, value):
        if isinstance(value, auto):
            if value.value is None:
                value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
                self._auto_called = True
            return value.value
        if type(value) is tuple and any(isinstance(part, auto) for part in value):
            parts = []
            for part in value:
                parts.append(self._with_autos(key, part))
                if isinstance(part, auto):
                    self._last_values.append(parts[-1])
            return tuple(parts)
        return value


class EnumType(type):
    """Metaclass of enums."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = _EnumDict(cls)
        metacls._check_bases(cls, bases)
        kind, first = metacls._find_types(cls, bases)
        if first is not None:
            namespace["_generate_next_value_"] = getattr(first, "_generate_next_value_", None)
        return namespace

    @staticmethod
    def _check_bases(name, bases):
        for base in bases:
            for ancestor in base.__mro__:
                if isinstance(ancestor, EnumType) and ancestor._member_names_:
                    raise TypeError(f"<enum {name!r}> cannot extend {ancestor!r}")

    @staticmethod
    def _find_types(name, bases):
        """(type of the values mixed in, enum class among the bases)"""
        if not bases or Enum is None:
            return object, Enum
        first = bases[-1]
        if not isinstance(first, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        kinds = set()
        for base in bases:
            outermost = None  # class that only derives from the one that makes the values
            for ancestor in base.__mro__:
                if isinstance(ancestor, EnumType):
                    if ancestor._member_type_ is not object:
                        kinds.add(ancestor._member_type_)
                        break
                elif ancestor is not object:
                    if "__new__" in ancestor.__dict__ or "__dataclass_fields__" in ancestor.__dict__:
                        kinds.add(outermost or ancestor)
                        break
                    outermost = outermost or ancestor
        if len(kinds) > 1:
            raise TypeError(f"too many data types for {name!r}: {kinds!r}")
        return (kinds.pop() if kinds else object), first

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        names = list(getattr(classdict, "_member_names", {}))
        for name in (*getattr(classdict, "_ignore", ()), "_ignore_"):
            classdict.pop(name, None)
        for name in ("mro", ""):
            if name in names:
                raise ValueError(f"invalid enum member name(s) {name!r}")
        order = classdict.pop("_order_", None)
        namespace = dict(classdict.items())
        member_type, first = metacls._find_types(cls, bases)
        own_new = namespace.get("__new__") if first is not None else None
        make = metacls._find_new(namespace, member_type, first)
        if _WRAPS_GENERATE and "_generate_next_value_" in namespace and not isinstance(namespace["_generate_next_value_"], staticmethod):
            namespace["_generate_next_value_"] = staticmethod(namespace["_generate_next_value_"])
        namespace.update(_new_member_=make, _use_args_=first is not None and make not in (Enum.__new__, object.__new__))
        namespace.update((name, _Pending(namespace[name])) for name in names)
        namespace.update(_member_names_=[], _member_map_={}, _value2member_map_={}, _unhashable_values_=[], _member_type_=member_type,
                         _value_repr_=metacls._find_repr(bases), _boundary_=boundary or getattr(first, "_boundary_", None),
                         _flag_mask_=0, _singles_mask_=0, _all_bits_=0, _inverted_=None)
        failure = None
        try:
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        except RuntimeError as error:  # of __set_name__(), which the type wraps
            failure = error.__cause__ or error
        if failure is not None:
            raise failure
        namespace.update(enum_class.__dict__)
        enum_class._fit_to_mixin(namespace, bases, first)
        if Enum is not None:
            if own_new is not None:
                enum_class.__new_member__ = own_new
            enum_class.__new__ = Enum.__new__
        enum_class._finish_flag(cls)
        if order is not None:
            enum_class._check_order(order)
        return enum_class

    @staticmethod
    def _find_new(namespace, member_type, first):
        """What makes the members: the class's own, what the type of the values or an enumeration below it has, or object's."""
        make = namespace.get("__new__") or namespace.get("__new_member__")
        if make is not None:
            return make
        inherited = (None, type(None).__new__, object.__new__, Enum.__new__)
        for name in ("__new_member__", "__new__"):
            for owner in (member_type, first):
                make = getattr(owner, name, None)
                if make not in inherited:
                    return make
        return object.__new__

    def _finish_flag(cls, name):
        """What only flags have is there while members are made; members out of order are walked through in theirs."""
        if Flag is None and name != "Flag" or Flag is not None and not issubclass(cls, Flag):
            for part in ("_boundary_", "_flag_mask_", "_singles_mask_", "_all_bits_", "_inverted_"):
                delattr(cls, part)
        elif Flag is not None:
            values = [item._value_ for item in cls]
            if values != sorted(values):
                cls._iter_member_ = cls._iter_member_by_def_

    def _check_order(cls, order):
        known = cls._member_map_
        order = [name for name in (order.replace(",", " ").split() if isinstance(order, str) else order)
                 if name not in known or known[name]._name_ == name and name in cls._member_names_]
        if order and order != cls._member_names_:
            raise TypeError(f"member order does not match _order_:\n  {cls._member_names_!r}\n  {order!r}")

    @staticmethod
    def _find_repr(bases):
        """How values are shown: as the type that is mixed in shows them."""
        for base in bases:
            for ancestor in base.__mro__:
                if ancestor is object:
                    continue
                if isinstance(ancestor, EnumType):
                    return ancestor._value_repr_
                if "__repr__" in ancestor.__dict__:
                    return ancestor.__dict__["__repr__"]
        return None

    def _fit_to_mixin(cls, namespace, bases, first):
        """Which methods come from the enum although a mixed-in type has them, and the other way round."""
        kind = cls._member_type_
        if ReprEnum is not None and ReprEnum in bases:
            if kind is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            shown = kind.__repr__ if kind.__str__ is object.__str__ else kind.__str__
            for name, method in (("__format__", kind.__format__), ("__str__", shown)):
                if name not in namespace:
                    setattr(cls, name, method)
                    namespace[name] = method
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name not in namespace and getattr(cls, name) in (getattr(kind, name), getattr(object, name)):
                setattr(cls, name, getattr(first, name))
        if Flag is not None and issubclass(cls, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in namespace:
                    setattr(cls, name, getattr(Flag, name))

    def _make_member(cls, name, value):
        args = value if isinstance(value, tuple) and cls._member_type_ is not tuple else (value,)
        item = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
        if not hasattr(item, "_value_"):
            if cls._member_type_ is object:
                item._value_ = value
            else:
                try:
                    item._value_ = cls._member_type_(*args)
                except Exception as error:
                    failure = TypeError("_value_ not set in __new__, unable to create it")
                    failure.__cause__ = error
                    raise failure
        item._name_ = name
        item.__objclass__ = cls
        item.__init__(*args)
        item._sort_order_ = len(cls._member_names_)
        return item

    def _add_member(cls, name, value):
        item = cls._make_member(name, value)
        value = item._value_
        is_flag = Flag is not None and issubclass(cls, Flag)
        if is_flag:
            cls._flag_mask_ |= value
            if _is_single_bit(value):
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        known = cls._known(value)
        if known is not None:
            item = known
        elif not is_flag or _is_single_bit(value):
            cls._member_names_.append(name)
        setattr(cls, name, cls._redirected(name) or item)
        cls._member_map_[name] = item
        try:
            cls._value2member_map_.setdefault(value, item)
        except TypeError:
            cls._unhashable_values_.append(value)

    def _known(cls, value):
        """The member of that value, if there is one."""
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for item in cls._member_map_.values():
                if item._value_ == value:
                    return item
            return None

    def _redirected(cls, name):
        """What finds the member in the class where a base has a descriptor of that name for the members."""
        found = None
        for base in cls.__mro__[1:]:
            descriptor = base.__dict__.get(name)
            if isinstance(descriptor, DynamicClassAttribute):
                found = descriptor
                break
            if all(hasattr(descriptor, part) for part in ("fget", "fset", "fdel")):
                found = descriptor
        if found is None:
            return None
        redirect = property(found.fget, found.fset, found.fdel)
        redirect.__set_name__(cls, name)
        return redirect

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create(value, names, module, qualname, type, start, boundary)

    def _create(cls, class_name, names, module, qualname, kind, start, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if kind is None else (kind, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last = []
            pairs = []
            for i, name in enumerate(names):
                value = cls._generate_next_value_(name, start, i, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        namespace["__module__"] = module or sys._getframe(2).f_globals.get("__name__")
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """An enumeration of the constants of a module that `filter` holds for; they are replaced by its members."""
        import importlib
        globals_ = sys.modules[module].__dict__ if module in sys.modules else importlib.import_module(module).__dict__
        source = source.__dict__ if source else globals_
        members = [(key, value) for key, value in source.items() if filter(key)]
        try:
            members.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            members.sort(key=lambda pair: pair[0])
        made = _simple_enum(cls, boundary=boundary or KEEP)(type(name, (object,), {**dict(members), '__module__': module}))
        if as_global:
            global_enum(made)
        else:
            globals_.update(made.__members__)
        globals_[name] = made
        return made

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__",
                 "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        return sorted(names if cls._member_type_ is object else names | set(dir(cls._member_type_)))

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(value).__qualname__!r} and {cls.__class__.__qualname__!r}")
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __getattr__(cls, name):
        if not _is_dunder(name):
            found = cls.__dict__.get("_member_map_", {}).get(name)
            if found is not None:
                return found
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """Base of enums."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for item in cls._member_map_.values():
                if item._value_ == value:
                    return item
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        try:
            failure, result = None, cls._missing_(value)
        except Exception as error:
            failure, result = error, None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and isinstance(result, int):
                return result
            invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            if failure is None and result is None:
                raise invalid
            if failure is None:
                failure = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
            if not isinstance(failure, ValueError):
                failure.__context__ = invalid
            raise failure
        finally:
            failure = invalid = None  # its traceback has this frame

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            last = None
        try:
            return last + 1
        except TypeError:
            warnings.warn("In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and support adding +1\n"
                          "and the value returned will be the largest value in the enum incremented by 1", DeprecationWarning, stacklevel=4)
            for value in reversed(last_values):
                try:
                    return value + 1
                except TypeError:
                    pass
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {(self.__class__._value_repr_ or repr)(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        if self._member_type_ is not object:
            names = set(object.__dir__(self))
        names.update(name for name in getattr(self, "__dict__", {}) if name[0] != "_")
        for cls in self.__class__.mro():
            for name, value in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if name not in self._member_map_ or isinstance(value, property) and value.fget is not None:
                    names.add(name)
                else:
                    names.discard(name)
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Members have the __str__ and __format__ of their values."""


class IntEnum(int, ReprEnum):
    """Members are ints."""


class StrEnum(str, ReprEnum):
    """Members are strs."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        for what, value in zip(("encoding", "errors"), values[1:]):
            if not isinstance(value, str):
                raise TypeError(f"{what} must be a string, not {value!r}")
        text = str(*values)
        self = str.__new__(cls, text)
        self._value_ = text
        return self

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What becomes of values that have bits without a name."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Members can be combined with | & ^ ~."""

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    _numeric_repr_ = repr

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda item: item._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, every = cls._flag_mask_, cls._all_bits_
        if not ~every <= value <= every or value & (every ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {bin_text(value, width)}\n  allowed {bin_text(mask, width)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            if cls._boundary_ is KEEP and value < 0:
                value += max(every + 1, 2 ** value.bit_length())
        negative = value
        if value < 0:
            value += every + 1
        item = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        if not hasattr(item, "_value_"):
            item._value_ = value
        item._name_ = cls._combined_name(value)
        item = cls._value2member_map_.setdefault(value, item)
        if negative < 0:
            cls._value2member_map_[negative] = item
        return item

    @classmethod
    def _combined_name(cls, value):
        """The names of the bits, then of the aliases that are in it, then the number that is left; None without names."""
        members, covered = list(cls._iter_member_(value & cls._singles_mask_)), 0
        if value & ~cls._singles_mask_:
            members += [item for item in cls._member_map_.values()
                        if item not in members and item._value_ and item._value_ & value == item._value_]
        for item in members:
            covered |= item._value_
        left = value ^ covered
        if not covered:
            return None
        if left and cls._boundary_ is STRICT:
            raise ValueError(f"{cls!r}: no members with value {left!r}")
        return "|".join([item._name_ for item in members] + ([cls._numeric_repr_(left)] if left else []))

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {(self.__class__._value_repr_ or repr)(self._value_)}>"
        return Enum.__repr__(self)

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _bits_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        bits = self._bits_of(other)
        return bits if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits_of(other)
        return bits if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits_of(other)
        return bits if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._inverted_ is None:
            inverted = ~self._value_
            self._inverted_ = self.__class__(inverted if self._boundary_ in (EJECT, KEEP) else self._singles_mask_ & inverted)
        return self._inverted_


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints."""


def bin_text(value, width):
    """0b with the sign bit as CPython shows it: '0b0 1010'."""
    digits = format(value if value >= 0 else value + (1 << width), f"0{width}b")
    return f"0b{0 if value >= 0 else 1} {digits}"


def _refuse_aliases(enumeration, words):
    aliases = [f"{name} -> {item.name}" for name, item in enumeration.__members__.items() if name != item.name]
    if aliases:
        raise ValueError(f"{words} {enumeration!r}: {', '.join(aliases)}")


def unique(enumeration):
    """Decorator: no two names for one value."""
    _refuse_aliases(enumeration, "duplicate values found in")
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can ask for."""
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Decorator: an enumeration passes each of the checks, in their order."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                _refuse_aliases(enumeration, "aliases found in")
            elif check is CONTINUOUS:
                self._check_gaps(enumeration)
            elif check is NAMED_FLAGS:
                self._check_names(enumeration)
        return enumeration

    def _check_gaps(self, enumeration):
        """No value between the least and the greatest is left out; of flags: no bit."""
        values, is_flag = {item.value for item in enumeration}, issubclass(enumeration, Flag)
        if len(values) < 2:
            return
        least, most = min(values), max(values)
        between = [1 << i for i in range(least.bit_length(), most.bit_length() - 1)] if is_flag else range(least + 1, most)
        missing = [str(value) for value in between if value not in values]
        if missing:
            raise ValueError(f"invalid {'flag' if is_flag else 'enum'} {enumeration.__name__!r}: missing values {', '.join(missing)}"[:256])

    def _check_names(self, enumeration):
        """Every bit of an alias has a name of its own."""
        known, aliases, bits = {item.value for item in enumeration}, [], 0
        for name, item in enumeration.__members__.items():
            missing = [bit for bit in _iter_bits_lsb(item.value) if bit not in known] if item.value > 0 else []
            if name not in enumeration._member_names_ and missing:
                aliases.append(name)
                bits |= sum(missing)
        if aliases:
            who = f"alias {aliases[0]} is" if len(aliases) == 1 else f"aliases {', '.join(aliases[:-1])} and {aliases[-1]} are"
            values = f"value {bits:#x}" if len(aliases) == 1 and not bits & bits - 1 else f"combined values of {bits:#x}"
            raise ValueError(f"invalid Flag {enumeration.__name__!r}: {who} missing {values} "
                             "[use enum.show_flag_values(value) for details]")


def _name_with_module(cls, name):
    return f"{cls.__module__.split('.')[-1]}.{name}"


def global_enum_repr(self):
    """The name with its module, for enumerations whose members are names there."""
    return _name_with_module(self.__class__, self._name_)


def global_flag_repr(self):
    """The names with their module, for flags whose members are names there."""
    cls = self.__class__
    if self._name_ is None:
        return f"{_name_with_module(cls, cls.__name__)}({self._value_!r})"
    return "|".join(name if name[0].isdigit() else _name_with_module(cls, name) for name in self._name_.split("|"))


def global_str(self):
    """The name alone."""
    return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Decorator: the members become names of the module, and are shown so."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Decorator: an enumeration of that kind with the names of a plain class."""
    def convert(cls):
        namespace = EnumType.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name == '__new__':
                namespace['__new_member__'] = value.__func__
            elif name not in ('__dict__', '__weakref__'):
                namespace[name] = value
        namespace['__qualname__'] = cls.__qualname__
        return type(etype)(cls.__name__, (etype,), namespace, boundary=boundary)
    return convert


def _test_simple_enum(checked_enum, simple_enum):
    """TypeError unless two enumerations have the same members."""
    wrong = []
    for name in dict.fromkeys([*checked_enum.__members__, *simple_enum.__members__]):
        checked, simple = checked_enum.__members__.get(name), simple_enum.__members__.get(name)
        if checked is None or simple is None:
            wrong.append(f"{'extra' if checked is None else 'missing'} member {name!r}")
        elif (checked._name_, checked._value_) != (simple._name_, simple._value_):
            wrong.append(f'{name!r}: {checked!r} is not {simple!r}')
    for name in dict.fromkeys([*checked_enum.__dict__, *simple_enum.__dict__]):
        if (name in checked_enum.__dict__) != (name in simple_enum.__dict__):
            wrong.append(f"{'extra' if name in simple_enum.__dict__ else 'missing'} key {name!r}")
    if wrong:
        raise TypeError('enum mismatch:\n   %s' % '\n   '.join(wrong))


def _iter_bits_lsb(number):
    """The bits of a number, the lowest first."""
    if isinstance(number, Enum):
        number = number.value
    if number < 0:
        raise ValueError(f"{number!r} is not a positive integer")
    while number:
        bit = number & -number
        yield bit
        number ^= bit


def show_flag_values(value):
    """The values of the bits."""
    return list(_iter_bits_lsb(value))


def pickle_by_global_name(self, proto):
    """__reduce_ex__ for members that are names of their module."""
    return self.name


_reduce_ex_by_global_name = pickle_by_global_name


def pickle_by_enum_name(self, proto):
    """__reduce_ex__ for members that are found by their names in the class."""
    return getattr, (self.__class__, self._name_)


def _make_class_unpicklable(obj):
    """Members of the class cannot be pickled any more."""
    def refuse(self, proto):
        raise TypeError(f"{self!r} cannot be pickled")
    if isinstance(obj, dict):
        obj["__reduce_ex__"], obj["__module__"] = refuse, "<unknown>"
    else:
        obj.__reduce_ex__ = refuse
        obj.__module__ = "<unknown>"
