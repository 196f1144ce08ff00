from __future__ import annotations, division
import __future__
print(__future__.all_feature_names, len(__future__.__all__))
for name in __future__.all_feature_names:
    feature = getattr(__future__, name)
    print(name, feature, feature.getOptionalRelease(), feature.getMandatoryRelease(), hex(feature.compiler_flag))
print(annotations is __future__.annotations, division.compiler_flag)
def f(x: undefined) -> also: pass
print(f.__annotations__)
