namespace Platen.SiteAgent.Delivery.Finishing;

/// <summary>Pages of a document, both ends included; the first page is 1.</summary>
public readonly record struct PageRange(int First, int Last);
