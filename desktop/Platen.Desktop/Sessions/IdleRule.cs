namespace Platen.Desktop.Sessions;

/// <summary>AU18: when a login is over on this machine. The server judges by its own clock and limits besides; this removes the tokens even where the server is not asked.</summary>
internal static class IdleRule
{
    /// <summary>How far the clock may have gone back since the last use. More, and nobody knows how long the login was idle.</summary>
    public static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(5);

    /// <summary>How long it may be idle: the shorter of what the deployment and the server say.</summary>
    public static TimeSpan Of(StoredLogin login, TimeSpan idle) => login.ServerIdle is { } server && server < idle ? server : idle;

    /// <summary>Why it is over; null: it is not.</summary>
    public static string? WhyOver(StoredLogin login, TimeSpan idle, DateTimeOffset now)
    {
        if (now + ClockSkewMax < login.UsedAt)
        {
            return "The clock was set back, so nobody knows how long the login was idle: logged out.";
        }

        return now < login.UsedAt + Of(login, idle) ? null : $"Logged out: the login of {login.LoginName} was not used since {login.UsedAt.ToLocalTime():g}, longer than it may be.";
    }
}
