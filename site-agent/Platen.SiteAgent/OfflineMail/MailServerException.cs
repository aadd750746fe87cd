namespace Platen.SiteAgent.OfflineMail;

/// <summary>The customer's mail server cannot be used now; the message says why.</summary>
internal sealed class MailServerException(string message, Exception? inner = null) : Exception(message, inner);
