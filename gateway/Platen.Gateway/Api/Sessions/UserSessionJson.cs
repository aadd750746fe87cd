using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Gateway.Api.Sessions;

/// <summary>A session, by a name that opens nothing.</summary>
/// <param name="Id">Its name, to end it by.</param>
/// <param name="Client">What it is used with: browser or program.</param>
/// <param name="Origin">From which address the login came.</param>
/// <param name="StartedAt">When the login was.</param>
/// <param name="LastSeenAt">When it was last used, exact to a minute.</param>
/// <param name="EndsAt">When it ends, however busy it is.</param>
/// <param name="Current">Whether it is the one of this call.</param>
internal sealed record UserSessionJson(string Id, SessionKind Client, string Origin, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, DateTimeOffset EndsAt, bool Current)
{
    public static UserSessionJson Of(WebSession session, string? current) =>
        new(session.Id, session.Kind, session.Origin, session.StartedAt, session.LastSeen, session.EndsAt, session.Id == current);
}
