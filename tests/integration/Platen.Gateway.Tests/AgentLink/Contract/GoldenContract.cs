namespace Platen.Gateway.Tests.AgentLink.Contract;

/// <summary>
/// The contract as the version before had it (N−1): its fields, and a message of each kind as that version wrote it. The first line of each file names the commit. Made anew after a release: check that commit out, and run
/// <see cref="GoldenMessageTests"/> there with <c>PLATEN_GOLDEN=FOLDER</c>.
/// </summary>
internal static class GoldenContract
{
    private const string MessagesFile = "messages.txt";
    private const string FieldsFile = "fields.txt";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "AgentLink", "Contract", "Golden");

    /// <summary>The commit that both files are of.</summary>
    public static string Commit => File.ReadLines(Path.Combine(Folder, FieldsFile)).First()[2..];

    public static IReadOnlyList<string> Fields() => [.. File.ReadLines(Path.Combine(Folder, FieldsFile)).Skip(1)];

    public static IEnumerable<(string Name, string Hex)> Messages() =>
        File.ReadLines(Path.Combine(Folder, MessagesFile)).Skip(1).Select(line => line.Split(' ')).Select(parts => (parts[0], parts.Length > 1 ? parts[1] : ""));

    /// <summary>Writes what this version is, where <c>PLATEN_GOLDEN</c> says.</summary>
    public static void WriteIfAsked()
    {
        if (Environment.GetEnvironmentVariable("PLATEN_GOLDEN") is { Length: > 0 } folder)
        {
            File.WriteAllLines(Path.Combine(folder, FieldsFile), LinkContract.Fields().Prepend("# COMMIT"));
            File.WriteAllLines(Path.Combine(folder, MessagesFile), LinkContract.Samples().Select(sample => $"{sample.Name} {Convert.ToHexStringLower(Google.Protobuf.MessageExtensions.ToByteArray(sample.Message))}").Prepend("# COMMIT"));
        }
    }
}
