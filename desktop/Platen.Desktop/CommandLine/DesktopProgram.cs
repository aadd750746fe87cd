using System.CommandLine;

namespace Platen.Desktop.CommandLine;

/// <summary>The program with what it needs of the machine, so that tests can give it another one.</summary>
/// <param name="surroundings">Files, browser, clock, and where to write.</param>
internal sealed class DesktopProgram(Surroundings surroundings)
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var errors = surroundings.Errors;
        var root = new RootCommand("Platen's desktop client: log in, and see, print and delete your own jobs.")
        {
            LoginCommand.Create(surroundings), LogoutCommand.Create(surroundings), StatusCommand.Create(surroundings), JobsCommand.Create(surroundings), PrintCommand.Create(surroundings), DeleteCommand.Create(surroundings), ReleaseCommand.Create(surroundings),
        };
        try
        {
            var parsed = root.Parse(arguments);
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = surroundings.Output, Error = errors }, cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : (ExitCode)code;
        }
        catch (DesktopException told)
        {
            await errors.WriteLineAsync("platen: " + told.Message);
            return told.Code;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync("platen: " + fault.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Canceled;
        }
    }
}
