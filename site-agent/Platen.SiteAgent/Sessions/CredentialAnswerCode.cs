namespace Platen.SiteAgent.Sessions;

/// <summary>How a wish for a card or a PIN ended.</summary>
internal enum CredentialAnswerCode
{
    Unspecified = 0,

    /// <summary>The server has done it.</summary>
    Done = 1,

    /// <summary>It is noted here, and is decided by the server when the line is back.</summary>
    Pending = 2,

    /// <summary>Nothing was done.</summary>
    Refused = 3,
}
