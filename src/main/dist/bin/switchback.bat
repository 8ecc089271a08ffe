@echo off
rem Starts Switchback with a Java of 21 or later.
setlocal
set "HERE=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined SWITCHBACK_JAVA set "JAVA=%SWITCHBACK_JAVA%"
"%JAVA%" --enable-native-access=ALL-UNNAMED --version >nul 2>nul
if errorlevel 1 (
  echo switchback: needs Java 21 or later; set JAVA_HOME or SWITCHBACK_JAVA. 1>&2
  exit /b 2
)
"%JAVA%" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "%HERE%\lib\*" dev.switchback.Main %*
exit /b %ERRORLEVEL%
