<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="ru_RU">
<context>
    <name>BrokenPage</name>
    <message>
        <source>Этот экран не открылся</source>
        <translation>Этот экран не открылся</translation>
    </message>
    <message>
        <source>Ваши данные не потеряны. Вернитесь в начало или подойдите к сотруднику.</source>
        <translation>Ваши данные не потеряны. Вернитесь в начало или подойдите к сотруднику.</translation>
    </message>
    <message>
        <source>В начало</source>
        <translation>В начало</translation>
    </message>
</context>
<context>
    <name>Button</name>
    <message>
        <source>Подождите…</source>
        <translation>Подождите…</translation>
    </message>
</context>
</TS>
