namespace Platen.Gateway.Api.Sites;

/// <summary>A new agent, or an agent that shall enrol again.</summary>
/// <param name="Agent">Its id, unique in the site.</param>
/// <param name="EnrolAgain">Give a token for an agent that is enrolled or revoked already; its former certificate ends with the new enrolment.</param>
/// <param name="TokenMinutes">How long the token is good, in minutes; left out: 60.</param>
internal sealed record AddAgentRequest(string? Agent, bool EnrolAgain, int? TokenMinutes);
