namespace Platen.Protocols.Ipp;

/// <summary>A <c>dateTime</c> value (RFC 2579 DateAndTime). The wire keeps tenths of a second and whole minutes of offset.</summary>
/// <param name="Moment">The moment with the sender's offset from UTC.</param>
public sealed record IppDateTimeValue(DateTimeOffset Moment) : IppValue(IppTag.DateTime);
