/** The workbench's styles: tokens first, so that every part inherits them. */
import { css, unsafeCSS } from 'lit';
import layout from '../style/layout.css';
import tokens from '../style/tokens.css';

export const layoutCss = css`${unsafeCSS(tokens)}${unsafeCSS(layout)}`;
