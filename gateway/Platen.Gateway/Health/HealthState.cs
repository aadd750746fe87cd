namespace Platen.Gateway.Health;

internal sealed record HealthState(string Status);
