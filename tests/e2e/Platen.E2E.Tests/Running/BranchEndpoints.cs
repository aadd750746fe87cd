namespace Platen.E2E.Tests.Running;

/// <summary>A further branch in endpoints.json.</summary>
public sealed record BranchEndpoints
{
    public required string Site { get; init; }

    public required Uri PanelProtocol { get; init; }

    public required string Ipp { get; init; }

    public required string Ipps { get; init; }

    public required string Lpd { get; init; }

    public required string Raw { get; init; }

    public required string AgentCertificate { get; init; }

    public required MfpEndpoints VirtualMfp { get; init; }
}
