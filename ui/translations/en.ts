<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ru_RU">
<context>
    <name>Act</name>
    <message>
        <source>Подождите…</source>
        <translation>Please wait…</translation>
    </message>
</context>
<context>
    <name>Attract</name>
    <message>
        <source>Выберите услугу</source>
        <translation>Choose a service</translation>
    </message>
    <message>
        <source>Возьмите талон</source>
        <translation>Take a ticket</translation>
    </message>
    <message>
        <source>Ждите свой номер на табло</source>
        <translation>Watch the board for your number</translation>
    </message>
    <message>
        <source>Возьмите талон.
Мы позовём</source>
        <translation>Take a ticket.
We will call you</translation>
    </message>
    <message>
        <source>Ваш талон</source>
        <translation>Your ticket</translation>
    </message>
    <message>
        <source>Коснитесь экрана</source>
        <translation>Touch the screen</translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Этот экран не открылся</source>
        <translation>This page did not open</translation>
    </message>
    <message>
        <source>Ваши данные не потеряны. Вернитесь в начало или подойдите к сотруднику.</source>
        <translation>Nothing is lost. Go back to the start or ask a member of staff.</translation>
    </message>
    <message>
        <source>В начало</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>Button</name>
    <message>
        <source>Подождите…</source>
        <translation>One moment…</translation>
    </message>
</context>
<context>
    <name>CallRow</name>
    <message>
        <source>%1, окно %2</source>
        <translation>%1, desk %2</translation>
    </message>
    <message>
        <source>окно</source>
        <translation>desk</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Выше</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>Ещё %1</source>
        <translation>%1 more</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Понятно</source>
        <translation>Got it</translation>
    </message>
    <message>
        <source>Ваш номер</source>
        <translation>Your number</translation>
    </message>
    <message>
        <source>Номер и код талона останутся на снимке</source>
        <translation>A photo keeps the number and the code</translation>
    </message>
    <message>
        <source>Для сотрудника: %1</source>
        <translation>For staff: %1</translation>
    </message>
    <message>
        <source>Напечатать ещё раз</source>
        <translation>Print again</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Ждут %1</source>
        <translation>Waiting: %1</translation>
    </message>
    <message>
        <source>Очереди нет</source>
        <translation>No line</translation>
    </message>
    <message>
        <source>Открыто окон: %1</source>
        <translation>Open desks: %1</translation>
    </message>
    <message>
        <source>Нет связи. Здесь последние вызовы</source>
        <translation>No link. These are the last calls</translation>
    </message>
</context>
<context>
    <name>Free</name>
    <message>
        <source>Окно свободно</source>
        <translation>The desk is free</translation>
    </message>
    <message>
        <source>Окно закрыто</source>
        <translation>The desk is closed</translation>
    </message>
    <message>
        <source>Никто не ждёт.</source>
        <translation>Nobody is waiting.</translation>
    </message>
    <message>
        <source>К вам никого не вызывают.</source>
        <translation>Nobody is called to you.</translation>
    </message>
    <message>
        <source>Следующий</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>ждёт %1 мин</source>
        <translation>waiting %1 min</translation>
    </message>
    <message>
        <source>ждёт меньше минуты</source>
        <translation>waiting less than a minute</translation>
    </message>
</context>
<context>
    <name>GuestPanel</name>
    <message>
        <source>Подать документы</source>
        <translation>To apply</translation>
    </message>
    <message>
        <source>Узнать о готовности</source>
        <translation>To ask if it is ready</translation>
    </message>
    <message>
        <source>Получить готовое</source>
        <translation>To collect</translation>
    </message>
    <message>
        <source>Русский</source>
        <translation>Russian</translation>
    </message>
    <message>
        <source>Английский</source>
        <translation>English</translation>
    </message>
    <message>
        <source>идёт приём</source>
        <translation>being served</translation>
    </message>
    <message>
        <source>после вызова %1</source>
        <translation>since call %1</translation>
    </message>
    <message>
        <source>после вызова</source>
        <translation>since the call</translation>
    </message>
    <message>
        <source>Зачем</source>
        <translation>What for</translation>
    </message>
    <message>
        <source>Ждал</source>
        <translation>Waited</translation>
    </message>
    <message>
        <source>%1 мин</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Меньше минуты</source>
        <translation>Less than a minute</translation>
    </message>
    <message>
        <source>Язык</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Такой же номер есть ещё у одного посетителя. Спросите, за чем он пришёл.</source>
        <translation>Another visitor has the same number. Ask what this one came for.</translation>
    </message>
    <message>
        <source>Ход визита</source>
        <translation>The visit so far</translation>
    </message>
    <message>
        <source>Позвать снова</source>
        <translation>Call again</translation>
    </message>
    <message>
        <source>Не пришёл</source>
        <translation>Did not come</translation>
    </message>
    <message>
        <source>Копия талона</source>
        <translation>Copy of ticket</translation>
    </message>
    <message>
        <source>Копия %1</source>
        <translation>Copy of %1</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Окно %1</source>
        <translation>Desk %1</translation>
    </message>
    <message>
        <source>Сервер на связи</source>
        <translation>Server connected</translation>
    </message>
    <message>
        <source>Нет связи</source>
        <translation>No link</translation>
    </message>
    <message>
        <source>Пауза</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Открыть</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Выйти</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Мои документы</source>
        <translation>My Documents</translation>
    </message>
    <message>
        <source>Позвали сотрудника</source>
        <translation>We have called someone</translation>
    </message>
    <message>
        <source>Сотрудник идёт</source>
        <translation>Someone is coming</translation>
    </message>
    <message>
        <source>Подойдите к администратору</source>
        <translation>Please go to the administrator</translation>
    </message>
</context>
<context>
    <name>HelpStrip</name>
    <message>
        <source>%1: просят помочь</source>
        <translation>%1: help wanted</translation>
    </message>
    <message>
        <source>Терминал</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>и ещё %1</source>
        <translation>and %1 more</translation>
    </message>
    <message>
        <source>Иду</source>
        <translation>I am going</translation>
    </message>
</context>
<context>
    <name>HelperBar</name>
    <message>
        <source>Крупнее</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>Контраст</source>
        <translation>Contrast</translation>
    </message>
    <message>
        <source>Ниже</source>
        <translation>Lower</translation>
    </message>
    <message>
        <source>Помощь</source>
        <translation>Help</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Стереть</source>
        <translation>Erase</translation>
    </message>
</context>
<context>
    <name>LinePanel</name>
    <message>
        <source>Ждут вас: %1</source>
        <translation>Waiting for you: %1</translation>
    </message>
    <message>
        <source>Ждут в зале: %1</source>
        <translation>Waiting in the hall: %1</translation>
    </message>
    <message>
        <source>15 минут и дольше: %1</source>
        <translation>15 minutes or more: %1</translation>
    </message>
    <message>
        <source>Никто не ждёт</source>
        <translation>Nobody is waiting</translation>
    </message>
    <message>
        <source>Раньше</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>%1 из %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Позже</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Вызвать %1 вне очереди</source>
        <translation>Call %1 out of turn</translation>
    </message>
    <message>
        <source>Вызвать выбранного</source>
        <translation>Call the chosen one</translation>
    </message>
</context>
<context>
    <name>LineRow</name>
    <message>
        <source>готовность</source>
        <translation>status</translation>
    </message>
    <message>
        <source>получение</source>
        <translation>collect</translation>
    </message>
    <message>
        <source>%1, %2, ждёт %3 мин</source>
        <translation>%1, %2, waiting %3 min</translation>
    </message>
    <message>
        <source>%1 мин</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 ч</source>
        <translation>%1 h</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Табло</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Вызывают</source>
        <translation>Now calling</translation>
    </message>
    <message>
        <source>Здесь появится ваш номер</source>
        <translation>Your number will be shown here</translation>
    </message>
    <message>
        <source>Вызваны раньше</source>
        <translation>Called before</translation>
    </message>
    <message>
        <source>Окно %1</source>
        <translation>Desk %1</translation>
    </message>
    <message>
        <source>Терминал</source>
        <translation>Terminal</translation>
    </message>
</context>
<context>
    <name>NextKey</name>
    <message>
        <source>Открыть окно</source>
        <translation>Open the desk</translation>
    </message>
    <message>
        <source>Вызвать следующего</source>
        <translation>Call next</translation>
    </message>
    <message>
        <source>Начать приём</source>
        <translation>Start serving</translation>
    </message>
    <message>
        <source>Завершить</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Ждём сервер зала</source>
        <translation>Waiting for the hall server</translation>
    </message>
    <message>
        <source>Нет связи с сервером зала</source>
        <translation>No link to the hall server</translation>
    </message>
    <message>
        <source>В очереди никого нет</source>
        <translation>Nobody is in line</translation>
    </message>
    <message>
        <source>Ждут в зале: %1</source>
        <translation>Waiting in the hall: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Подождите…</source>
        <translation>Please wait…</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Это окно не подключено к залу. Нужен техник: kiosk enrol.</source>
        <translation>This desk is not enrolled in the hall. A technician is needed: kiosk enrol.</translation>
    </message>
    <message>
        <source>Нет связи с сервером зала. Посетители берут талоны, вызов вернётся сам.</source>
        <translation>No link to the hall server. Visitors still get tickets, calling will come back by itself.</translation>
    </message>
    <message>
        <source>Сервер зала не ответил. Нажмите ещё раз: дважды это не сделается.</source>
        <translation>The hall server did not answer. Press again: it will not be done twice.</translation>
    </message>
    <message>
        <source>Вход закончился. Войдите снова, посетитель останется за окном.</source>
        <translation>Your session is over. Sign in again, the visitor stays with you.</translation>
    </message>
    <message>
        <source>Копия талона отправлена на терминал.</source>
        <translation>A copy of the ticket was sent to the terminal.</translation>
    </message>
    <message>
        <source>На терминале видно, что вы идёте.</source>
        <translation>The terminal says that you are coming.</translation>
    </message>
    <message>
        <source>Не получилось. Код для техника: %1</source>
        <translation>It did not work. Code for the technician: %1</translation>
    </message>
</context>
<context>
    <name>NumberStub</name>
    <message>
        <source>Код талона для телефона</source>
        <translation>The ticket&apos;s code for a phone</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Назад</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>В начало</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>О чём ваш вопрос?</source>
        <translation>What is it about?</translation>
    </message>
</context>
<context>
    <name>Service</name>
    <message>
        <source>Взять талон</source>
        <translation>Take a ticket</translation>
    </message>
    <message>
        <source>Что нужно сделать?</source>
        <translation>What do you need?</translation>
    </message>
    <message>
        <source>Нужна подсказка? Нажмите «Помощь» внизу экрана</source>
        <translation>Need a hint? Press “Help” at the bottom</translation>
    </message>
    <message>
        <source>Всё с собой?</source>
        <translation>Have you got everything?</translation>
    </message>
    <message>
        <source>Возьмите с собой (список на русском)</source>
        <translation>Papers to bring (in Russian)</translation>
    </message>
    <message>
        <source>Возьмите талон, и мы позовём вас к окну</source>
        <translation>Take a ticket and we will call you to a desk</translation>
    </message>
</context>
<context>
    <name>Services</name>
    <message>
        <source>Какая услуга нужна?</source>
        <translation>Which service do you need?</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Сервер на связи</source>
        <translation>Server connected</translation>
    </message>
    <message>
        <source>Нет связи</source>
        <translation>No link</translation>
    </message>
    <message>
        <source>Окно %1</source>
        <translation>Desk %1</translation>
    </message>
    <message>
        <source>За окном посетитель %1. Войдите, чтобы продолжить.</source>
        <translation>Visitor %1 is at the desk. Sign in to go on.</translation>
    </message>
    <message>
        <source>Войдите, чтобы начать приём.</source>
        <translation>Sign in to start.</translation>
    </message>
    <message>
        <source>Логин</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>ПИН</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Нет связи с сервером зала</source>
        <translation>No link to the hall server</translation>
    </message>
    <message>
        <source>Войти и открыть окно</source>
        <translation>Sign in and open the desk</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Чем помочь?</source>
        <translation>How can we help?</translation>
    </message>
    <message>
        <source>Здравствуйте!
Чем помочь?</source>
        <translation>Welcome!
How can we help?</translation>
    </message>
    <message>
        <source>Номер появится на табло</source>
        <translation>Your number will appear on the board</translation>
    </message>
    <message>
        <source>Ваш номер появится на табло</source>
        <translation>Your number will appear on the board</translation>
    </message>
    <message>
        <source>Подойдите к окну, когда увидите его</source>
        <translation>Go to the desk when you see it</translation>
    </message>
    <message>
        <source>К сотруднику, все услуги</source>
        <translation>See a specialist, all services</translation>
    </message>
    <message>
        <source>Взять талон</source>
        <translation>Take a ticket</translation>
    </message>
    <message>
        <source>Чаще всего спрашивают</source>
        <translation>Most asked</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>взял талон</source>
        <translation>took a ticket</translation>
    </message>
    <message>
        <source>вызван</source>
        <translation>called</translation>
    </message>
    <message>
        <source>приём</source>
        <translation>served</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Ждите в зале: номер появится на табло</source>
        <translation>Wait here: your number will appear on the board</translation>
    </message>
    <message>
        <source>Подойдите к окну, которое покажет табло</source>
        <translation>Go to the desk that the board shows</translation>
    </message>
    <message>
        <source>Готово</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Ваш талон</source>
        <translation>Your ticket</translation>
    </message>
    <message>
        <source>Что дальше</source>
        <translation>What next</translation>
    </message>
    <message>
        <source>Экран очистится сам</source>
        <translation>The screen clears by itself</translation>
    </message>
</context>
<context>
    <name>TimeOut</name>
    <message>
        <source>Вы ещё здесь?</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>Мы бережём ваши данные.
Без ответа экран очистится.</source>
        <translation>We look after your data.
Without an answer the screen clears.</translation>
    </message>
    <message>
        <source>Мы бережём ваши данные. Без ответа экран очистится.</source>
        <translation>We protect your data. Without an answer the screen clears.</translation>
    </message>
    <message numerus="yes">
        <source>секунд</source>
        <translation>
            <numerusform>second</numerusform>
            <numerusform>seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>Я здесь</source>
        <translation>I am here</translation>
    </message>
    <message>
        <source>Закончить и очистить экран</source>
        <translation>Finish and clear the screen</translation>
    </message>
</context>
<context>
    <name>TroubleStrip</name>
    <message>
        <source>и ещё %1</source>
        <translation>and %1 more</translation>
    </message>
</context>
</TS>
