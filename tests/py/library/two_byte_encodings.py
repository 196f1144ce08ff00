import codecs, io
texts = {"shift_jis": "日本語テキスト ｱｲｳ 表 ~\\", "cp932": "①髙㈱ソ", "euc_jp": "日本語 ｶﾅ", "gb2312": "汉字 编码", "gbk": "漢字 镕", "gb18030": "汉字 €\U00012345é",
         "big5": "繁體中文 許功蓋", "cp950": "碁銹", "euc_kr": "한국어 가힣", "cp949": "똠방각하"}
for name, text in texts.items():
    data = text.encode(name)
    info = codecs.lookup(name)
    decoder = info.incrementaldecoder()
    pieces = [decoder.decode(data[i:i + 1]) for i in range(len(data))]
    print(info.name, data.hex(), data.decode(name) == text == "".join(pieces), decoder.decode(b"", True) == "")
    for bad in b"a\xff\xffb", b"\x81", b"\x81\x20z", b"\xa1\xfe\xfe":
        try:
            print(ascii(bad.decode(name)), end=" ")
        except UnicodeDecodeError as e:
            print(e, "|", ascii(bad.decode(name, "replace")), ascii(bad.decode(name, "backslashreplace")), end=" ")
    try:
        "x\u0e01y".encode(name)
    except UnicodeEncodeError as e:
        print(e, "\u0e01".encode(name, "xmlcharrefreplace"), "\u0e01".encode(name, "replace"))
    else:
        print("\u0e01".encode(name))
for alias in "sjis", "Shift-JIS", "ms932", "eucJP", "euc-cn", "936", "Big5", "EUC-KR", "ks_c-5601-1987", "uhc":
    print(codecs.lookup(alias).name, end=" ")
print()
raw = io.BytesIO()
with io.TextIOWrapper(raw, encoding="shift_jis", newline="\n") as f:
    f.write("一\n二\n")
    f.flush()
    print(raw.getvalue())
print(io.TextIOWrapper(io.BytesIO("가\n나".encode("euc_kr")), encoding="euc_kr").readlines())
