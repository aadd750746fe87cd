namespace Platen.SiteAgent.Sessions;

/// <summary>How far a login by the phone's browser is.</summary>
internal enum QrState
{
    Unspecified = 0,

    /// <summary>Nobody has answered yet, or the server does not at the moment.</summary>
    Waiting = 1,

    /// <summary>A user has approved it.</summary>
    Approved = 2,

    /// <summary>Refused, used, or its time is over.</summary>
    Over = 3,
}
