namespace Platen.Desktop.Deployment;

/// <summary>Where files are.</summary>
/// <param name="AdministratorFile">The deployment file that only an administrator may write.</param>
/// <param name="UserFile">The user's own, which can only tighten that one, or stands in where there is none.</param>
/// <param name="StateFolder">Where the user's login is kept, for nobody else to read.</param>
internal sealed record DesktopPaths(string AdministratorFile, string UserFile, string StateFolder)
{
    private const string FileName = "desktop.json";

    /// <summary>Those of this machine and user.</summary>
    public static DesktopPaths OfThisUser()
    {
        var config = Path.Combine(Folder(Environment.SpecialFolder.ApplicationData), "platen");
        return OperatingSystem.IsWindows()
            // the login stays on this machine: it is not carried about with a roaming profile
            ? new(Path.Combine(Folder(Environment.SpecialFolder.CommonApplicationData), "Platen", FileName), Path.Combine(config, FileName), Path.Combine(Folder(Environment.SpecialFolder.LocalApplicationData), "Platen"))
            : new("/etc/platen/" + FileName, Path.Combine(config, FileName), config);
    }

    private static string Folder(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path
        ? path
        : throw new CommandLine.DesktopException(CommandLine.ExitCode.Failed, $"This user has no folder for settings ({folder}). Set HOME.");
}
