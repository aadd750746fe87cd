using Platen.Domain.OpenId;

namespace Platen.Domain.Ports;

/// <summary>A ticket that is used now.</summary>
public sealed record OpenIdUseChange(OpenIdUse Row) : RecordChange;
