using System.Globalization;

namespace Platen.Ops.Installation;

/// <summary>A further branch on the same machine (ops/run --sites): a folder of its own, and an address of its own in 127.0.0.0/8, so that its services have the same ports as the first site's.</summary>
internal sealed class BranchFolder(DataFolder data, int number)
{
    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"branch-{number}");

    public string Address { get; } = string.Create(CultureInfo.InvariantCulture, $"127.0.0.{number}");

    public string Root => Path.Combine(data.Root, "branches", Id);

    public string Agent => Path.Combine(Root, "agent");

    public string AgentCertificate => Path.Combine(Agent, "keys", "service.pem");

    public string MfpDescription => Path.Combine(Root, "virtual-mfp", "mfp.json");

    public string MfpOutput => Path.Combine(Root, "virtual-mfp", "out");

    public string Samples => Path.Combine(Root, "devices.json");

    /// <summary>The branches that are set up, by number.</summary>
    public static IReadOnlyList<BranchFolder> All(DataFolder data)
    {
        var parent = Path.Combine(data.Root, "branches");
        var names = Directory.Exists(parent) ? Directory.GetDirectories(parent).Select(Path.GetFileName) : [];
        var numbers = names.Select(name => int.TryParse(name?.Split('-')[^1], CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 1).Order();
        return [.. numbers.Select(number => new BranchFolder(data, number)).Where(branch => File.Exists(branch.Samples))];
    }
}
