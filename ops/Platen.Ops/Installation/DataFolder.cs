using System.Globalization;
using System.Text.Json;

namespace Platen.Ops.Installation;

/// <summary>The data folder of a running system as ops/run lays it out, and the files that the ops commands exchange in it.</summary>
internal sealed class DataFolder(string root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Root { get; } = Path.GetFullPath(root);

    public string Authority => Path.Combine(Root, "server", "ca.pem");

    public string SetUpLink => Path.Combine(Root, "server", "setup-link");

    public string Agent => Path.Combine(Root, "agent");

    public string AgentCertificate => Path.Combine(Agent, "keys", "service.pem");

    public string MfpDescription => Path.Combine(Root, "virtual-mfp", "mfp.json");

    public string MfpOutput => Path.Combine(Root, "virtual-mfp", "out");

    public string Samples => Path.Combine(Root, "run", "samples.json");

    public string Endpoints => Path.Combine(Root, "endpoints.json");

    /// <summary>Ports by service name, as ops/run chose them.</summary>
    public IReadOnlyDictionary<string, int> ReadPorts()
    {
        var lines = File.ReadAllLines(Path.Combine(Root, "run", "ports"));
        return lines.Select(line => line.Split('=')).ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    /// <summary>Writes a JSON file that only its owner may read, whole or not at all.</summary>
    public static void WriteSecret(string path, object content)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            JsonSerializer.Serialize(file, content, JsonFormat.Options);
        }

        File.Move(draft, path, overwrite: true);
    }
}
