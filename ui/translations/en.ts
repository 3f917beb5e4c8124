<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ru_RU">
<context>
    <name>BrokenPage</name>
    <message>
        <source>Этот экран не открылся</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ваши данные не потеряны. Вернитесь в начало или подойдите к сотруднику.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>В начало</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Button</name>
    <message>
        <source>Подождите…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
