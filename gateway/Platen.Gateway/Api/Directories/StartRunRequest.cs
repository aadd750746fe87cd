namespace Platen.Gateway.Api.Directories;

/// <summary>Begins a run.</summary>
internal sealed record StartRunRequest
{
    /// <summary>preview, full or changes.</summary>
    public string? Kind { get; init; }
}
