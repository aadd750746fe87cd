using System.Text.Json;

namespace Platen.E2E.Tests.Running;

/// <summary>endpoints.json, as ops/run writes it.</summary>
public sealed record SystemEndpoints
{
    public required Uri Console { get; init; }

    public required Uri Api { get; init; }

    public required Uri PanelProtocol { get; init; }

    public required string Ipp { get; init; }

    public required string Ipps { get; init; }

    public required string Lpd { get; init; }

    public required string LpdTls { get; init; }

    public required Uri AgentLink { get; init; }

    public required string Raw { get; init; }

    public required string ServerCertificate { get; init; }

    public required string AgentCertificate { get; init; }

    public string? SetUpLink { get; init; }

    public IReadOnlyList<SampleUser> Users { get; init; } = [];

    public MfpEndpoints? VirtualMfp { get; init; }

    /// <summary>Further branches (ops/run --sites).</summary>
    public IReadOnlyList<BranchEndpoints> Branches { get; init; } = [];

    public static async Task<SystemEndpoints> ReadAsync(string dataFolder)
    {
        await using var file = File.OpenRead(Path.Combine(dataFolder, "endpoints.json"));
        return (await JsonSerializer.DeserializeAsync<SystemEndpoints>(file, JsonSerializerOptions.Web))!;
    }
}
