namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>A document could not be converted to its end; what came before may be with the device. The message is for people, and says nothing of the document's content.</summary>
internal sealed class ConversionFailedException(string message, Exception? inner = null) : Exception(message, inner);
