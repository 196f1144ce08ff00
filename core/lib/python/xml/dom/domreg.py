"""Implementations of the Document Object Model."""

well_known_implementations = {'minidom': 'xml.dom.minidom', '4DOM': 'xml.dom.DOMImplementation'}
registered = {}


def registerDOMImplementation(name, factory):
    """factory() makes the implementation of that name."""
    registered[name] = factory


def getDOMImplementation(name=None, features=()):
    """An implementation by name, or one with certain features."""
    if name:
        module = well_known_implementations.get(name)
        if module:
            return __import__(module, {}, {}, ['getDOMImplementation']).getDOMImplementation()
        if name in registered:
            return registered[name]()
    if isinstance(features, str):
        features = _parse_feature_string(features)
    for factory in registered.values():
        implementation = factory()
        if all(implementation.hasFeature(*pair) for pair in features):
            return implementation
    for module in well_known_implementations:
        try:
            implementation = getDOMImplementation(name=module)
        except Exception:
            continue
        if all(implementation.hasFeature(*pair) for pair in features):
            return implementation
    raise ImportError('no suitable DOM implementation found')


def _parse_feature_string(text):
    features, parts = [], text.split()
    while parts:
        feature = parts.pop(0)
        if feature[0] in '0123456789':
            raise ValueError(f'bad feature name: {feature!r}')
        features.append((feature, parts.pop(0) if parts and parts[0][0] in '0123456789' else None))
    return tuple(features)
