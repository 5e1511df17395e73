"""Dutch and English words that tell nothing of what a text is about: they stand in nearly every one."""

_DUTCH = """
de het een die dat deze dit ik je jij jou jouw u uw hij zij ze we wij ons onze hun hen haar zijn hem mij me
mijn er en of maar want dus om te in op aan van voor met bij uit door over naar tot als dan toen nu nog ook al
wel niet geen is was waren ben bent wordt worden werd heb hebt heeft hebben had hadden kan kunnen kon zal
zullen zou zouden moet moeten mag mogen wil willen wat wie waar hoe welke wanneer waarom daar hier zo zoals
zich zelf iets niets iemand men toch even eens heel erg meer veel omdat doordat zodat terwijl hoewel tussen
onder tegen zonder tijdens
"""
_ENGLISH = """
the a an this that these those i you he she it we they me him her us them my your his its our their and or but
so to in on at of for with by from about into as if than then now also is am are was were be been being has
have had do does did can could will would shall should may might must not no what who where how which when why
there here because while between under against without during
"""
FUNCTION_WORDS = frozenset(f"{_DUTCH} {_ENGLISH}".split())
