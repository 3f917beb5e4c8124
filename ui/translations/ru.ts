<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="ru_RU">
<context>
    <name>Act</name>
    <message>
        <source>Подождите…</source>
        <translation>Подождите…</translation>
    </message>
</context>
<context>
    <name>Attract</name>
    <message>
        <source>Выберите услугу</source>
        <translation>Выберите услугу</translation>
    </message>
    <message>
        <source>Возьмите талон</source>
        <translation>Возьмите талон</translation>
    </message>
    <message>
        <source>Ждите свой номер на табло</source>
        <translation>Ждите свой номер на табло</translation>
    </message>
    <message>
        <source>Возьмите талон.
Мы позовём</source>
        <translation>Возьмите талон.
Мы позовём</translation>
    </message>
    <message>
        <source>Ваш талон</source>
        <translation>Ваш талон</translation>
    </message>
    <message>
        <source>Коснитесь экрана</source>
        <translation>Коснитесь экрана</translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Этот экран не открылся</source>
        <translation>Этот экран не открылся</translation>
    </message>
    <message>
        <source>Ваши данные не потеряны. Вернитесь в начало или подойдите к сотруднику.</source>
        <translation>Ваши данные не потеряны. Вернитесь в начало или подойдите к сотруднику.</translation>
    </message>
    <message>
        <source>В начало</source>
        <translation>В начало</translation>
    </message>
</context>
<context>
    <name>Button</name>
    <message>
        <source>Подождите…</source>
        <translation>Подождите…</translation>
    </message>
</context>
<context>
    <name>CallRow</name>
    <message>
        <source>%1, окно %2</source>
        <translation>%1, окно %2</translation>
    </message>
    <message>
        <source>окно</source>
        <translation>окно</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Выше</source>
        <translation>Выше</translation>
    </message>
    <message>
        <source>Ещё %1</source>
        <translation>Ещё %1</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Понятно</source>
        <translation>Понятно</translation>
    </message>
    <message>
        <source>Ваш номер</source>
        <translation>Ваш номер</translation>
    </message>
    <message>
        <source>Номер и код талона останутся на снимке</source>
        <translation>Номер и код талона останутся на снимке</translation>
    </message>
    <message>
        <source>Для сотрудника: %1</source>
        <translation>Для сотрудника: %1</translation>
    </message>
    <message>
        <source>Напечатать ещё раз</source>
        <translation>Напечатать ещё раз</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Ждут %1</source>
        <translation>Ждут %1</translation>
    </message>
    <message>
        <source>Очереди нет</source>
        <translation>Очереди нет</translation>
    </message>
    <message>
        <source>Открыто окон: %1</source>
        <translation>Открыто окон: %1</translation>
    </message>
    <message>
        <source>Нет связи. Здесь последние вызовы</source>
        <translation>Нет связи. Здесь последние вызовы</translation>
    </message>
</context>
<context>
    <name>Free</name>
    <message>
        <source>Окно свободно</source>
        <translation>Окно свободно</translation>
    </message>
    <message>
        <source>Окно закрыто</source>
        <translation>Окно закрыто</translation>
    </message>
    <message>
        <source>Никто не ждёт.</source>
        <translation>Никто не ждёт.</translation>
    </message>
    <message>
        <source>К вам никого не вызывают.</source>
        <translation>К вам никого не вызывают.</translation>
    </message>
    <message>
        <source>Следующий</source>
        <translation>Следующий</translation>
    </message>
    <message>
        <source>ждёт %1 мин</source>
        <translation>ждёт %1 мин</translation>
    </message>
    <message>
        <source>ждёт меньше минуты</source>
        <translation>ждёт меньше минуты</translation>
    </message>
</context>
<context>
    <name>GuestPanel</name>
    <message>
        <source>Подать документы</source>
        <translation>Подать документы</translation>
    </message>
    <message>
        <source>Узнать о готовности</source>
        <translation>Узнать о готовности</translation>
    </message>
    <message>
        <source>Получить готовое</source>
        <translation>Получить готовое</translation>
    </message>
    <message>
        <source>Русский</source>
        <translation>Русский</translation>
    </message>
    <message>
        <source>Английский</source>
        <translation>Английский</translation>
    </message>
    <message>
        <source>идёт приём</source>
        <translation>идёт приём</translation>
    </message>
    <message>
        <source>после вызова %1</source>
        <translation>после вызова %1</translation>
    </message>
    <message>
        <source>после вызова</source>
        <translation>после вызова</translation>
    </message>
    <message>
        <source>Зачем</source>
        <translation>Зачем</translation>
    </message>
    <message>
        <source>Ждал</source>
        <translation>Ждал</translation>
    </message>
    <message>
        <source>%1 мин</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>Меньше минуты</source>
        <translation>Меньше минуты</translation>
    </message>
    <message>
        <source>Язык</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Такой же номер есть ещё у одного посетителя. Спросите, за чем он пришёл.</source>
        <translation>Такой же номер есть ещё у одного посетителя. Спросите, за чем он пришёл.</translation>
    </message>
    <message>
        <source>Ход визита</source>
        <translation>Ход визита</translation>
    </message>
    <message>
        <source>Позвать снова</source>
        <translation>Позвать снова</translation>
    </message>
    <message>
        <source>Не пришёл</source>
        <translation>Не пришёл</translation>
    </message>
    <message>
        <source>Копия талона</source>
        <translation>Копия талона</translation>
    </message>
    <message>
        <source>Копия %1</source>
        <translation>Копия %1</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Окно %1</source>
        <translation>Окно %1</translation>
    </message>
    <message>
        <source>Сервер на связи</source>
        <translation>Сервер на связи</translation>
    </message>
    <message>
        <source>Нет связи</source>
        <translation>Нет связи</translation>
    </message>
    <message>
        <source>Пауза</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Открыть</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Выйти</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Мои документы</source>
        <translation>Мои документы</translation>
    </message>
    <message>
        <source>Позвали сотрудника</source>
        <translation>Позвали сотрудника</translation>
    </message>
    <message>
        <source>Сотрудник идёт</source>
        <translation>Сотрудник идёт</translation>
    </message>
    <message>
        <source>Подойдите к администратору</source>
        <translation>Подойдите к администратору</translation>
    </message>
</context>
<context>
    <name>HelpStrip</name>
    <message>
        <source>%1: просят помочь</source>
        <translation>%1: просят помочь</translation>
    </message>
    <message>
        <source>Терминал</source>
        <translation>Терминал</translation>
    </message>
    <message>
        <source>и ещё %1</source>
        <translation>и ещё %1</translation>
    </message>
    <message>
        <source>Иду</source>
        <translation>Иду</translation>
    </message>
</context>
<context>
    <name>HelperBar</name>
    <message>
        <source>Крупнее</source>
        <translation>Крупнее</translation>
    </message>
    <message>
        <source>Контраст</source>
        <translation>Контраст</translation>
    </message>
    <message>
        <source>Ниже</source>
        <translation>Ниже</translation>
    </message>
    <message>
        <source>Помощь</source>
        <translation>Помощь</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Стереть</source>
        <translation>Стереть</translation>
    </message>
</context>
<context>
    <name>LinePanel</name>
    <message>
        <source>Ждут вас: %1</source>
        <translation>Ждут вас: %1</translation>
    </message>
    <message>
        <source>Ждут в зале: %1</source>
        <translation>Ждут в зале: %1</translation>
    </message>
    <message>
        <source>15 минут и дольше: %1</source>
        <translation>15 минут и дольше: %1</translation>
    </message>
    <message>
        <source>Никто не ждёт</source>
        <translation>Никто не ждёт</translation>
    </message>
    <message>
        <source>Раньше</source>
        <translation>Раньше</translation>
    </message>
    <message>
        <source>%1 из %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>Позже</source>
        <translation>Позже</translation>
    </message>
    <message>
        <source>Вызвать %1 вне очереди</source>
        <translation>Вызвать %1 вне очереди</translation>
    </message>
    <message>
        <source>Вызвать выбранного</source>
        <translation>Вызвать выбранного</translation>
    </message>
</context>
<context>
    <name>LineRow</name>
    <message>
        <source>готовность</source>
        <translation>готовность</translation>
    </message>
    <message>
        <source>получение</source>
        <translation>получение</translation>
    </message>
    <message>
        <source>%1, %2, ждёт %3 мин</source>
        <translation>%1, %2, ждёт %3 мин</translation>
    </message>
    <message>
        <source>%1 мин</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>%1 ч</source>
        <translation>%1 ч</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Табло</source>
        <translation>Табло</translation>
    </message>
    <message>
        <source>Вызывают</source>
        <translation>Вызывают</translation>
    </message>
    <message>
        <source>Здесь появится ваш номер</source>
        <translation>Здесь появится ваш номер</translation>
    </message>
    <message>
        <source>Вызваны раньше</source>
        <translation>Вызваны раньше</translation>
    </message>
    <message>
        <source>Окно %1</source>
        <translation>Окно %1</translation>
    </message>
    <message>
        <source>Терминал</source>
        <translation>Терминал</translation>
    </message>
</context>
<context>
    <name>NextKey</name>
    <message>
        <source>Открыть окно</source>
        <translation>Открыть окно</translation>
    </message>
    <message>
        <source>Вызвать следующего</source>
        <translation>Вызвать следующего</translation>
    </message>
    <message>
        <source>Начать приём</source>
        <translation>Начать приём</translation>
    </message>
    <message>
        <source>Завершить</source>
        <translation>Завершить</translation>
    </message>
    <message>
        <source>Ждём сервер зала</source>
        <translation>Ждём сервер зала</translation>
    </message>
    <message>
        <source>Нет связи с сервером зала</source>
        <translation>Нет связи с сервером зала</translation>
    </message>
    <message>
        <source>В очереди никого нет</source>
        <translation>В очереди никого нет</translation>
    </message>
    <message>
        <source>Ждут в зале: %1</source>
        <translation>Ждут в зале: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Подождите…</source>
        <translation>Подождите…</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Это окно не подключено к залу. Нужен техник: kiosk enrol.</source>
        <translation>Это окно не подключено к залу. Нужен техник: kiosk enrol.</translation>
    </message>
    <message>
        <source>Нет связи с сервером зала. Посетители берут талоны, вызов вернётся сам.</source>
        <translation>Нет связи с сервером зала. Посетители берут талоны, вызов вернётся сам.</translation>
    </message>
    <message>
        <source>Сервер зала не ответил. Нажмите ещё раз: дважды это не сделается.</source>
        <translation>Сервер зала не ответил. Нажмите ещё раз: дважды это не сделается.</translation>
    </message>
    <message>
        <source>Вход закончился. Войдите снова, посетитель останется за окном.</source>
        <translation>Вход закончился. Войдите снова, посетитель останется за окном.</translation>
    </message>
    <message>
        <source>Копия талона отправлена на терминал.</source>
        <translation>Копия талона отправлена на терминал.</translation>
    </message>
    <message>
        <source>На терминале видно, что вы идёте.</source>
        <translation>На терминале видно, что вы идёте.</translation>
    </message>
    <message>
        <source>Не получилось. Код для техника: %1</source>
        <translation>Не получилось. Код для техника: %1</translation>
    </message>
</context>
<context>
    <name>NumberStub</name>
    <message>
        <source>Код талона для телефона</source>
        <translation>Код талона для телефона</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Назад</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>В начало</source>
        <translation>В начало</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>О чём ваш вопрос?</source>
        <translation>О чём ваш вопрос?</translation>
    </message>
</context>
<context>
    <name>Service</name>
    <message>
        <source>Взять талон</source>
        <translation>Взять талон</translation>
    </message>
    <message>
        <source>Что нужно сделать?</source>
        <translation>Что нужно сделать?</translation>
    </message>
    <message>
        <source>Нужна подсказка? Нажмите «Помощь» внизу экрана</source>
        <translation>Нужна подсказка? Нажмите «Помощь» внизу экрана</translation>
    </message>
    <message>
        <source>Всё с собой?</source>
        <translation>Всё с собой?</translation>
    </message>
    <message>
        <source>Возьмите с собой (список на русском)</source>
        <translation>Возьмите с собой (список на русском)</translation>
    </message>
    <message>
        <source>Возьмите талон, и мы позовём вас к окну</source>
        <translation>Возьмите талон, и мы позовём вас к окну</translation>
    </message>
</context>
<context>
    <name>Services</name>
    <message>
        <source>Какая услуга нужна?</source>
        <translation>Какая услуга нужна?</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Сервер на связи</source>
        <translation>Сервер на связи</translation>
    </message>
    <message>
        <source>Нет связи</source>
        <translation>Нет связи</translation>
    </message>
    <message>
        <source>Окно %1</source>
        <translation>Окно %1</translation>
    </message>
    <message>
        <source>За окном посетитель %1. Войдите, чтобы продолжить.</source>
        <translation>За окном посетитель %1. Войдите, чтобы продолжить.</translation>
    </message>
    <message>
        <source>Войдите, чтобы начать приём.</source>
        <translation>Войдите, чтобы начать приём.</translation>
    </message>
    <message>
        <source>Логин</source>
        <translation>Логин</translation>
    </message>
    <message>
        <source>ПИН</source>
        <translation>ПИН</translation>
    </message>
    <message>
        <source>Нет связи с сервером зала</source>
        <translation>Нет связи с сервером зала</translation>
    </message>
    <message>
        <source>Войти и открыть окно</source>
        <translation>Войти и открыть окно</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Чем помочь?</source>
        <translation>Чем помочь?</translation>
    </message>
    <message>
        <source>Здравствуйте!
Чем помочь?</source>
        <translation>Здравствуйте!
Чем помочь?</translation>
    </message>
    <message>
        <source>Номер появится на табло</source>
        <translation>Номер появится на табло</translation>
    </message>
    <message>
        <source>Ваш номер появится на табло</source>
        <translation>Ваш номер появится на табло</translation>
    </message>
    <message>
        <source>Подойдите к окну, когда увидите его</source>
        <translation>Подойдите к окну, когда увидите его</translation>
    </message>
    <message>
        <source>К сотруднику, все услуги</source>
        <translation>К сотруднику, все услуги</translation>
    </message>
    <message>
        <source>Взять талон</source>
        <translation>Взять талон</translation>
    </message>
    <message>
        <source>Чаще всего спрашивают</source>
        <translation>Чаще всего спрашивают</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>взял талон</source>
        <translation>взял талон</translation>
    </message>
    <message>
        <source>вызван</source>
        <translation>вызван</translation>
    </message>
    <message>
        <source>приём</source>
        <translation>приём</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Ждите в зале: номер появится на табло</source>
        <translation>Ждите в зале: номер появится на табло</translation>
    </message>
    <message>
        <source>Подойдите к окну, которое покажет табло</source>
        <translation>Подойдите к окну, которое покажет табло</translation>
    </message>
    <message>
        <source>Готово</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Ваш талон</source>
        <translation>Ваш талон</translation>
    </message>
    <message>
        <source>Что дальше</source>
        <translation>Что дальше</translation>
    </message>
    <message>
        <source>Экран очистится сам</source>
        <translation>Экран очистится сам</translation>
    </message>
</context>
<context>
    <name>TimeOut</name>
    <message>
        <source>Вы ещё здесь?</source>
        <translation>Вы ещё здесь?</translation>
    </message>
    <message>
        <source>Мы бережём ваши данные.
Без ответа экран очистится.</source>
        <translation>Мы бережём ваши данные.
Без ответа экран очистится.</translation>
    </message>
    <message>
        <source>Мы бережём ваши данные. Без ответа экран очистится.</source>
        <translation>Мы бережём ваши данные. Без ответа экран очистится.</translation>
    </message>
    <message numerus="yes">
        <source>секунд</source>
        <translation>
            <numerusform>секунда</numerusform>
            <numerusform>секунды</numerusform>
            <numerusform>секунд</numerusform>
        </translation>
    </message>
    <message>
        <source>Я здесь</source>
        <translation>Я здесь</translation>
    </message>
    <message>
        <source>Закончить и очистить экран</source>
        <translation>Закончить и очистить экран</translation>
    </message>
</context>
<context>
    <name>TroubleStrip</name>
    <message>
        <source>и ещё %1</source>
        <translation>и ещё %1</translation>
    </message>
</context>
</TS>
