namespace Platen.Protocols.Ipp;

/// <summary>One value of an attribute (RFC 8010 section 3.9). The kinds are the sealed records that derive from this one.</summary>
/// <param name="Tag">The value tag as it stands on the wire.</param>
public abstract record IppValue(IppTag Tag);
