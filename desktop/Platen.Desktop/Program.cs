using System.Text;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Deployment;
using Platen.Desktop.Login;

// titles in any script, also where Windows' console has another code page
Console.OutputEncoding = Encoding.UTF8;
using var ended = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    ended.Cancel();
};
try
{
    var surroundings = new Surroundings(DesktopPaths.OfThisUser(), new SystemBrowser(), TimeProvider.System, Console.Out, Console.Error) { Input = Console.In, IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected };
    return (int)await new DesktopProgram(surroundings).RunAsync(args, ended.Token);
}
catch (DesktopException told)
{
    await Console.Error.WriteLineAsync("platen: " + told.Message);
    return (int)told.Code;
}
