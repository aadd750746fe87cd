using System.CommandLine;
using System.Globalization;
using Platen.Desktop.Printing;
using Platen.Desktop.Sessions;

namespace Platen.Desktop.CommandLine;

/// <summary><c>platen print FILE…</c> (PR07, PR09).</summary>
internal static class PrintCommand
{
    private const int PasswordMax = 1_000;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "PDF, PostScript, PCL, pictures: what the queue takes." };
        var option = new Option<string[]>("-o") { Description = "copies=2, sides=two-sided-long-edge, print-color-mode=monochrome, media=iso_a4_210x297mm, page-ranges=2-5; again for more." };
        var queue = new Option<string?>("--queue") { Description = "Another queue than the deployment file's." };
        var password = new Option<bool>("--password") { Description = "Prove who you are to queues that want it; the password is read from the terminal, or a line of the input." };
        var command = new Command("print", "Sends files to your queue; each is accepted when the printer says so.") { files, option, queue, password };
        command.SetAction((parse, token) => RunAsync(surroundings, parse.GetRequiredValue(files), PrintOptions.Read(parse.GetValue(option) ?? []), parse.GetValue(queue), parse.GetValue(password), token));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, string[] files, PrintOptions options, string? queue, bool asksPassword, CancellationToken cancellationToken)
    {
        using var session = surroundings.Begin();
        var login = await session.Keeper.LookAsync(cancellationToken) ?? throw DesktopException.NotLoggedIn("Nobody is logged in, so nobody would own the document.");
        await CountAsUsedAsync(session, cancellationToken);
        using var printer = new Printer(session.Deployment, queue);
        var password = asksPassword ? await ReadPasswordAsync(surroundings, login.LoginName, cancellationToken) : null;
        foreach (var file in files)
        {
            // so that nothing is sent while a later one is missing
            if (!File.Exists(file))
            {
                throw new DesktopException(ExitCode.Usage, $"There is no file '{Output.PlainText.Of(file)}'; nothing was sent.");
            }
        }

        foreach (var file in files)
        {
            await using var document = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var name = Output.PlainText.Of(Path.GetFileName(file));
            var number = await printer.PrintAsync(document, login.LoginName, password, options, Progress(surroundings, name), cancellationToken);
            await surroundings.Output.WriteLineAsync($"{name}: accepted by {printer.Queue}{(number is { } job ? string.Create(CultureInfo.InvariantCulture, $" as job {job}") : "")}");
        }

        return (int)ExitCode.Done;
    }

    // printing is using, and whoever was shut out since is told so; but the branch prints without the line too (I4)
    private static async Task CountAsUsedAsync(DesktopSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.Rest.CallAsync(HttpMethod.Get, "session", null, cancellationToken);
        }
        catch (DesktopException away) when (away.Code == ExitCode.Unreachable)
        {
            return;
        }
    }

    // on a terminal only: a log wants no line that is written over
    private static Action<long, long> Progress(Surroundings surroundings, string name)
    {
        var shown = -1L;
        return (sent, all) =>
        {
            var percent = all == 0 ? 100 : sent * 100 / all;
            if (!surroundings.IsInteractive || percent == shown)
            {
                return;
            }

            shown = percent;
            surroundings.Errors.Write($"\r{name}: {percent} %{(percent == 100 ? "\n" : "")}");
        };
    }

    private static async Task<string> ReadPasswordAsync(Surroundings surroundings, string user, CancellationToken cancellationToken)
    {
        await surroundings.Errors.WriteAsync($"Password of {user} at the print server: ");
        var password = surroundings.IsInteractive ? ReadHidden() : await surroundings.Input.ReadLineAsync(cancellationToken);
        await surroundings.Errors.WriteLineAsync();
        return password is { Length: > 0 and <= PasswordMax } ? password : throw new DesktopException(ExitCode.Usage, "No password was given.");
    }

    private static string ReadHidden()
    {
        var password = "";
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key && password.Length <= PasswordMax)
        {
            password = key.Key == ConsoleKey.Backspace ? password[..^Math.Min(1, password.Length)] : char.IsControl(key.KeyChar) ? password : password + key.KeyChar;
        }

        return password;
    }
}
