using System.Text.Json;
using Platen.Desktop.CommandLine;

namespace Platen.Desktop.Deployment;

/// <summary>
/// Reads the deployment (AU18): the administrator's file where there is one, and of the user's own then only a shorter idle time. Without an administrator's file the user's own is all of it. Everything that is wrong is told at once.
/// </summary>
internal sealed class DeploymentFiles(DesktopPaths paths)
{
    /// <summary>Bytes of a deployment file at most.</summary>
    public const int BytesMax = 64 * 1024;

    private const int DepthMax = 3;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { MaxDepth = DepthMax, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What is set.</summary>
    /// <param name="server">The address from the command line; null: none. It stands in where no file names one, and cannot replace one.</param>
    public DesktopDeployment Read(string? server)
    {
        var theirs = ReadFile(paths.AdministratorFile);
        if (theirs is not null)
        {
            AdministratorOwned.Check(paths.AdministratorFile);
        }

        var own = ReadFile(paths.UserFile);
        var errors = new List<string>();
        var deployment = DeploymentRules.Combine(theirs, own, server, errors);
        return errors.Count == 0 ? deployment! : throw new DesktopException(ExitCode.Deployment, Told(theirs is null ? paths.UserFile : paths.AdministratorFile, errors));
    }

    private static string Told(string file, List<string> errors) => $"The settings in {file} (or on the command line) do not do:\n  {string.Join("\n  ", errors)}";

    private static DeploymentJson? ReadFile(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > BytesMax)
            {
                throw new DesktopException(ExitCode.Deployment, $"{path} has {file.Length} bytes; {BytesMax} at most are read. It is no deployment file.");
            }

            return JsonSerializer.Deserialize<DeploymentJson>(file, Format) ?? throw new DesktopException(ExitCode.Deployment, $"{path} says null; give an object with 'server'.");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException wrong)
        {
            throw new DesktopException(ExitCode.Deployment, $"{path} is not as it must be, at {wrong.Path} in line {wrong.LineNumber + 1}: known are server, clientId, caFile, idleMinutes, proxy, printer and printerCaFile.", wrong);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new DesktopException(ExitCode.Deployment, $"{path} cannot be read: {denied.Message}", denied);
        }
    }
}
